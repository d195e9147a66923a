package dev.plumbline.drift.reference;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/** Sessions that a window is compared with, read when they are first asked for. One thread at a time. */
public final class Usual {

    private final Supplier<List<Observation>> source;
    private @Nullable List<Observation> sessions;

    private Usual(Supplier<List<Observation>> source) {
        this.source = source;
    }

    public static Usual of(List<Observation> sessions) {
        return new Usual(() -> sessions);
    }

    public static Usual whenAsked(Supplier<List<Observation>> source) {
        return new Usual(source);
    }

    public List<Observation> sessions() {
        if (sessions == null) {
            sessions = List.copyOf(source.get());
        }
        return sessions;
    }
}
