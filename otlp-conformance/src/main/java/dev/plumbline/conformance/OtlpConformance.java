package dev.plumbline.conformance;

import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Target;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Runs every row against a receiver and prints what it did:
 *
 * <pre>java -cp ... dev.plumbline.conformance.OtlpConformance 127.0.0.1 4318 4317 [largest message in bytes]</pre>
 *
 * <p>Without a view of the store only answers are checked. Exit status: 0 when all rows that apply hold, 1 when one does
 * not, 2 for wrong arguments.
 */
public final class OtlpConformance {
    private static final int SPECIFIED_BYTES = 64 * 1024 * 1024;

    private OtlpConformance() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            System.err.println("arguments: HOST HTTP-PORT GRPC-PORT [LARGEST-MESSAGE-BYTES]");
            System.exit(2);
        }
        int bytes = arguments.length > 3 ? Integer.parseInt(arguments[3]) : SPECIFIED_BYTES;
        Target target = new Target(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                new Target.Limits(bytes, 0, Duration.ZERO),
                null,
                null);
        System.exit(run(target, System.out) == 0 ? 0 : 1);
    }

    /** @return how many rows do not hold */
    static int run(Target target, PrintStream out) throws Exception {
        int failed = 0;
        try (Senders senders = new Senders(target)) {
            for (Row row : Rows.all()) {
                String outcome = outcome(row, senders);
                failed += outcome.startsWith("FAILED") ? 1 : 0;
                out.printf("%-9s %-80s %s%n", row.id(), row.says(), outcome);
            }
        }
        out.println(failed == 0 ? "every row that applies holds" : failed + " rows do not hold");
        return failed;
    }

    @SuppressWarnings("CatchingUnchecked")
    private static String outcome(Row row, Senders senders) {
        try {
            row.check().run(senders);
            return "ok";
        } catch (Row.NotApplicableException e) {
            return "not applicable: " + e.getMessage();
        } catch (Exception | AssertionError e) {
            return "FAILED: " + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        }
    }
}
