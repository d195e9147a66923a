package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.FormReader;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Made-up queries, each a session of its own, through what is computed beside the embedding: the forms of input
 * and answer, then the looks. What it costs, and whether memory stays flat. Reading the bus and the
 * database are not in it.
 */
final class LongRun {

    private static final int DIMENSIONS = 384;
    private static final int TOPICS = 40;
    private static final int DIFFERENT = 20_000;
    private static final int STRETCHES = 10;
    private static final long NANOS_BETWEEN = 1_000_000_000L;
    private static final double NOISE = 0.8;
    private static final int PLANS = 6;
    private static final List<String> WORDS = List.of(("how do I change the address of my last order and when will it"
                    + " arrive at the new place please tell me what number to call if something is missing")
            .split(" "));

    private final SplittableRandom random;
    private final List<float[]> vectors;
    private final List<Form> inputs = new ArrayList<>();
    private final List<Form> outputs = new ArrayList<>();
    private final double formMicros;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long made;

    LongRun(long seed) {
        this.random = new SplittableRandom(seed);
        List<float[]> topics = IntStream.range(0, TOPICS).mapToObj(t -> noise()).toList();
        this.vectors = IntStream.range(0, DIFFERENT)
                .mapToObj(i -> Vectors.centroid(List.of(topics.get(i % TOPICS), scaled(noise(), NOISE))))
                .toList();
        List<String> texts = IntStream.range(0, DIFFERENT).mapToObj(i -> text()).toList();
        FormReader forms = new FormReader();
        long from = threads.getCurrentThreadCpuTime();
        for (String text : texts) {
            inputs.add(forms.of(text));
            outputs.add(forms.ofOutput(text, 0));
        }
        this.formMicros = (threads.getCurrentThreadCpuTime() - from) / 1e3 / DIFFERENT;
    }

    /**
     * What a run took.
     *
     * @param formMicros processor time for the two forms of one query, microseconds
     * @param lookMicros processor time of the looks, learning included, for one query
     * @param heap bytes in use after each tenth of the run, garbage collected
     * @param findings opened: false alarms, since nothing changes
     */
    record Report(long queries, double formMicros, double lookMicros, List<Long> heap, int findings) {

        /** The largest of the later tenths as a multiple of the second: the first still fills caches. */
        double growth() {
            return heap.stream().skip(2).mapToLong(Long::longValue).max().orElse(0) / (double) heap.get(1);
        }
    }

    /** Which comparisons there are. */
    enum Compared {
        /** With the reference alone. */
        REFERENCE,
        /** And with the week before, as any feature has it that is a week old. */
        WEEK,
        /** And with the release before, and six slices for themselves. */
        EVERYTHING
    }

    /** @param queries at least ten buckets besides the reference */
    Report run(long queries, Compared compared) {
        long lookNanos = 0;
        int findings = 0;
        List<Observation> learned = bucket(Shipped.LEARN_FULL);
        long from = threads.getCurrentThreadCpuTime();
        Detector detector = new Detector("long", Reference.learn("long", learned), Shipped.BUDGET);
        lookNanos += threads.getCurrentThreadCpuTime() - from;
        DetectorState state = DetectorState.START;
        List<List<Observation>> recent = new ArrayList<>(List.of(bucket(Shipped.BUCKET)));
        List<Long> heap = new ArrayList<>();
        for (int stretch = 1; stretch <= STRETCHES; stretch++) {
            while (made < queries * stretch / STRETCHES) {
                recent.add(bucket(Shipped.BUCKET));
                if (recent.size() > Detector.RECENT) {
                    recent.remove(0);
                }
                List<View> others = others(compared, recent);
                from = threads.getCurrentThreadCpuTime();
                List<View> all = new ArrayList<>(others);
                all.addAll(detector.slices(
                        compared == Compared.EVERYTHING ? List.of("plan") : List.of(), View.SLICES_BUDGET));
                Look look = detector.look(state, List.copyOf(recent), all);
                lookNanos += threads.getCurrentThreadCpuTime() - from;
                state = look.next();
                findings += (int) look.changes().stream()
                        .filter(change -> change.type() == Change.Type.OPENED)
                        .count();
            }
            System.gc();
            heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return new Report(made, formMicros, lookNanos / 1e3 / made, List.copyOf(heap), findings);
    }

    /** Each compares with as many sessions as it may. */
    private List<View> others(Compared compared, List<List<Observation>> recent) {
        List<View> others = new ArrayList<>();
        if (compared != Compared.REFERENCE) {
            others.add(new View(View.LAST_WEEK, "a week before", View.LAST_WEEK_BUDGET, null, like(recent)));
        }
        if (compared == Compared.EVERYTHING) {
            View.Label all = new View.Label(View.RELEASE, "2");
            others.add(new View(View.LAST_RELEASE, "before", View.LAST_RELEASE_BUDGET, all, like(recent)));
        }
        return others;
    }

    /** As many others at the same times. */
    private Usual like(List<List<Observation>> recent) {
        return Usual.of(recent.stream()
                .flatMap(List::stream)
                .map(one -> observation(one.startNano(), one.traceId()))
                .toList());
    }

    private Observation observation(long nano, String traceId) {
        return new Observation(
                nano,
                traceId,
                vectors.get(random.nextInt(DIFFERENT)),
                inputs.get(random.nextInt(DIFFERENT)),
                outputs.get(random.nextInt(DIFFERENT)),
                Map.of("plan", "p" + random.nextInt(PLANS), View.RELEASE, "2"));
    }

    private List<Observation> bucket(int sessions) {
        List<Observation> bucket = new ArrayList<>(sessions);
        for (int i = 0; i < sessions; i++) {
            bucket.add(observation(made * NANOS_BETWEEN, "trace-" + made++));
        }
        return bucket;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = 5 + random.nextInt(20); left > 0; left--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.append('?').toString();
    }

    private float[] noise() {
        float[] vector = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] scaled(float[] vector, double by) {
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= (float) by;
        }
        return vector;
    }
}
