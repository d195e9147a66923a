package dev.plumbline.standalone.supervise;

import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.state.PartState;
import dev.plumbline.standalone.state.Phase;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The states of all parts, and who wants to know of their changes. Listeners are called one at a time, in order. */
final class Board {
    private final Map<PartName, PartState> states = new EnumMap<>(PartName.class);
    private final Set<PartName> wereReady = EnumSet.noneOf(PartName.class);
    private final List<BiConsumer<PartState, PartState>> listeners = new ArrayList<>();

    Board(List<PartState> first) {
        first.forEach(state -> states.put(state.part(), state));
    }

    /** The listener gets the state before and the state after a change. */
    synchronized void listen(BiConsumer<PartState, PartState> listener) {
        listeners.add(listener);
    }

    synchronized void change(PartName part, UnaryOperator<PartState> change) {
        PartState before = get(part);
        PartState after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        states.put(part, after);
        if (after.phase() == Phase.READY) {
            wereReady.add(part);
        }
        listeners.forEach(listener -> listener.accept(before, after));
        notifyAll();
    }

    synchronized PartState get(PartName part) {
        PartState state = states.get(part);
        if (state == null) {
            throw new IllegalArgumentException("not a part of this run: " + part.text());
        }
        return state;
    }

    /** In the order of their start. */
    synchronized List<PartState> all() {
        return List.copyOf(states.values());
    }

    /** Waits until each of the parts that take part in this run has been ready once. */
    synchronized void awaitOnceReady(List<PartName> parts) throws InterruptedException {
        while (parts.stream().anyMatch(part -> states.containsKey(part) && !wereReady.contains(part))) {
            wait();
        }
    }

    /** Waits until every part has been ready once, or one has failed; true for the former. */
    synchronized boolean awaitStart() throws InterruptedException {
        while (!wereReady.containsAll(states.keySet())) {
            if (states.values().stream().anyMatch(state -> state.phase() == Phase.FAILED)) {
                return false;
            }
            wait();
        }
        return true;
    }
}
