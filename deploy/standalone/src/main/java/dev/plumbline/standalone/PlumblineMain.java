package dev.plumbline.standalone;

import dev.plumbline.servers.ServerException;
import dev.plumbline.standalone.command.DemoCommand;
import dev.plumbline.standalone.command.DoctorCommand;
import dev.plumbline.standalone.command.DownCommand;
import dev.plumbline.standalone.command.KeyCommand;
import dev.plumbline.standalone.command.LogsCommand;
import dev.plumbline.standalone.command.MeasureCommand;
import dev.plumbline.standalone.command.ResetCommand;
import dev.plumbline.standalone.command.StatusCommand;
import dev.plumbline.standalone.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.io.UncheckedIOException;

/** The {@code plumbline} command. Exit codes: 0 done, 1 not done, 2 not understood. */
@Command(
        name = "plumbline",
        mixinStandardHelpOptions = true,
        versionProvider = PlumblineMain.Version.class,
        description = "Shows how far an AI feature in production has drifted from what was tested.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            KeyCommand.class,
            DoctorCommand.class,
            ResetCommand.class,
            MeasureCommand.Bench.class,
            MeasureCommand.Chaos.class,
            CommandLine.HelpCommand.class
        })
public final class PlumblineMain {
    private PlumblineMain() {}

    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }

    /** The command line, also for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new PlumblineMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!foreseen(failure)) {
                        throw failure;
                    }
                    line.getErr().println("plumbline: " + failure.getMessage());
                    return 1;
                });
    }

    /** Failures whose message says all a person needs; the rest shows where it comes from. */
    private static boolean foreseen(Exception failure) {
        return failure instanceof ServerException
                || failure instanceof IllegalStateException
                || failure instanceof UncheckedIOException;
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PlumblineMain.class.getPackage().getImplementationVersion();
            return new String[] {"plumbline " + (version == null ? "(not packaged)" : version)};
        }
    }
}
