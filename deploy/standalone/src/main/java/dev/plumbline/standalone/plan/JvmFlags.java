package dev.plumbline.standalone.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The flags of each part's JVM: small heaps, and the quick compiler alone where little is computed. */
public final class JvmFlags {
    /** Java 17 could do so only with a run of its own for each part, which costs a first user more than it gives. */
    private static final int ARCHIVES_THEMSELVES = 19;

    private JvmFlags() {}

    /**
     * The flags of a part that runs in a JVM.
     *
     * @param javaFeature the release of Java, for example 17
     * @param archives    a directory that exists
     *
     * @throws IllegalArgumentException for PostgreSQL
     */
    public static List<String> of(PartName part, int javaFeature, Path archives) {
        List<String> flags = new ArrayList<>(heap(part));
        // On two cores the parallel collectors' threads cost more than they win.
        flags.add("-XX:+UseSerialGC");
        flags.add("-Xss512k");
        // A part without memory ends and is started again, rather than limping on.
        flags.add("-XX:+ExitOnOutOfMemoryError");
        flags.add("-XX:-UsePerfData");
        if (startsQuickly(part)) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        if (javaFeature >= ARCHIVES_THEMSELVES) {
            // Written at the end of a first run, it takes a third off the processor time of the next start.
            flags.add("-XX:+AutoCreateSharedArchive");
            flags.add("-XX:SharedArchiveFile=" + archives.resolve(part.text() + ".jsa"));
            // Writing it tells of every class left out.
            flags.add("-Xlog:all=error");
        }
        return flags;
    }

    private static List<String> heap(PartName part) {
        return switch (part) {
            case POSTGRES -> throw new IllegalArgumentException("PostgreSQL runs in no JVM");
            case KAFKA -> List.of("-Xms48m", "-Xmx256m");
            // Up to 128 MiB of messages are in flight, some of them inflated twice.
            case TRACE_INGEST -> List.of("-Xms48m", "-Xmx512m");
            // The embedding model lives outside of the heap.
            case EVALUATOR, DRIFT_SERVICE -> List.of("-Xms32m", "-Xmx384m");
            case ALERTING -> List.of("-Xms24m", "-Xmx128m");
            case WEB_UI -> List.of("-Xms24m", "-Xmx160m");
        };
    }

    /** Little is computed there; receiving, scoring and clustering need the optimising compiler. */
    private static boolean startsQuickly(PartName part) {
        return part == PartName.KAFKA || part == PartName.ALERTING || part == PartName.WEB_UI;
    }
}
