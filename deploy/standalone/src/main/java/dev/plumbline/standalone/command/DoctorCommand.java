package dev.plumbline.standalone.command;

import dev.plumbline.standalone.doctor.Doctor;
import dev.plumbline.standalone.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code plumbline doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Look at this machine: what keeps Plumbline from running, and what to do. Exit code 1 if anything does.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private PlaceOption where = new PlaceOption();

    @Mixin
    private PortOptions numbers = new PortOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new Doctor(where.place(), numbers.ports(spec), Clock.systemUTC()).look();
        for (Finding finding : findings) {
            out.println(String.format(
                    Locale.ROOT, "%-5s %-11s %s", finding.grade().text(), finding.subject(), finding.text()));
        }
        return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAIL) ? 1 : 0;
    }
}
