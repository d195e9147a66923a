package dev.plumbline.standalone.doctor;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.postgres.ServerUser;
import dev.plumbline.standalone.place.Place;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import dev.plumbline.standalone.state.RunState;
import dev.plumbline.standalone.state.StateFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at this machine. */
public final class Doctor {
    private static final long KIB = 1024;

    private final Place place;
    private final Ports ports;
    private final Clock clock;

    public Doctor(Place place, Ports ports, Clock clock) {
        this.place = place;
        this.ports = ports;
        this.clock = clock;
    }

    /** All findings, in a fixed order. */
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Limits.java(Runtime.version().feature(), System.getProperty("java.home")));
        findings.add(compiler());
        findings.addAll(portsOfThisMachine());
        findings.add(rights());
        findings.add(disk());
        memory().ifPresent(findings::add);
        findings.add(user());
        findings.add(Limits.clock(clock.instant(), newest()));
        return findings;
    }

    private static Finding compiler() {
        return Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac"))
                ? Finding.ok("compiler", "javac is there: changed sources can be built")
                : Finding.warn("compiler", "this Java has no javac: what is built runs, but nothing can be built anew");
    }

    private List<Finding> portsOfThisMachine() {
        Optional<RunState> live = new StateFile(place.run()).readLive();
        if (live.isPresent()) {
            return List.of(Finding.ok("ports", "in use by this Plumbline, which is running"));
        }
        List<String> taken = new PortCheck().taken(ports.uses(Arrays.asList(PartName.values())));
        return taken.isEmpty()
                ? List.of(Finding.ok("ports", "all free"))
                : taken.stream().map(line -> Finding.fail("ports", line)).toList();
    }

    private Finding rights() {
        Path existing = existing();
        if (!Files.isWritable(existing) || !Files.isExecutable(existing)) {
            return Finding.fail(
                    "data",
                    existing + " cannot be written by " + System.getProperty("user.name")
                            + "; change its owner, or choose another place with --data DIR");
        }
        return Finding.ok("data", place.data() + (existing.equals(place.data()) ? " is" : " can be") + " ours");
    }

    private Finding disk() {
        try {
            return Limits.disk(
                    Files.getFileStore(existing()).getUsableSpace(),
                    place.data().toString());
        } catch (IOException e) {
            return Finding.warn("disk", "the free space for " + place.data() + " is not known: " + e.getMessage());
        }
    }

    private static Optional<Finding> memory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .findFirst()
                    .map(line -> Limits.memory(Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Finding user() {
        try {
            return Finding.ok(
                    "PostgreSQL",
                    "runs " + ServerUser.of(place.store(PartName.POSTGRES)).way());
        } catch (ServerException e) {
            return Finding.fail("PostgreSQL", String.valueOf(e.getMessage()));
        }
    }

    private Path existing() {
        Path path = place.data();
        for (Path up = path; up != null && !Files.exists(path); up = up.getParent()) {
            path = up;
        }
        return path;
    }

    private Instant newest() {
        try {
            return Files.getLastModifiedTime(place.store(PartName.POSTGRES).resolve("global/pg_control"))
                    .toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
