package dev.plumbline.standalone.doctor;

import dev.plumbline.servers.process.FreePort;
import dev.plumbline.standalone.plan.Ports;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Which of the wanted ports are taken, by whom, and which option changes each. */
public final class PortCheck {
    private final IntPredicate free;
    private final IntFunction<Optional<String>> owner;

    public PortCheck() {
        this(FreePort::isFree, PortOwner::of);
    }

    PortCheck(IntPredicate free, IntFunction<Optional<String>> owner) {
        this.free = free;
        this.owner = owner;
    }

    /** One line for each taken port; empty when all are free. */
    public List<String> taken(List<Ports.Use> uses) {
        return uses.stream()
                .filter(use -> !free.test(use.port()))
                .map(this::line)
                .toList();
    }

    private String line(Ports.Use use) {
        String by = owner.apply(use.port()).map(process -> " by " + process).orElse("");
        return "port " + use.port() + " (" + use.purpose() + ") is taken" + by + "; end that, or choose another with "
                + use.option() + " PORT";
    }
}
