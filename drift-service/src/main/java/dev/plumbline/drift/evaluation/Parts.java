package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up parts of traffic that have nothing to do with what is asked: three plans, and a release every four days. */
final class Parts {

    static final String PLAN = "plan";

    private static final long RELEASE_NANO = 4L * 24 * 3_600_000_000_000L;
    /** Of ten sessions one has the first plan, three the second. */
    private static final List<String> PLANS = List.of("a", "b", "b", "b", "c", "c", "c", "c", "c", "c");

    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final int MOST = 800;

    private Parts() {}

    static Map<String, String> labels(long nano, int number) {
        int at = (int) Long.remainderUnsigned(number * MIXER >>> 8, PLANS.size());
        return Map.of(PLAN, PLANS.get(at), View.RELEASE, String.valueOf(nano / RELEASE_NANO));
    }

    /** The latest release of which the window has enough, against the latest sessions of the one before it. */
    static Optional<View> releaseBefore(List<Observation> window, List<Observation> all) {
        long latest = window.get(window.size() - 1).startNano() / RELEASE_NANO;
        View.Label label = new View.Label(View.RELEASE, String.valueOf(latest));
        View.Label before = new View.Label(View.RELEASE, String.valueOf(latest - 1));
        if (latest == 0 || window.stream().filter(label::of).count() < View.FEWEST) {
            return Optional.empty();
        }
        List<Observation> usual = all.stream().filter(before::of).toList();
        return Optional.of(new View(
                View.LAST_RELEASE,
                "in the release before",
                View.LAST_RELEASE_BUDGET,
                label,
                Usual.of(usual.subList(Math.max(0, usual.size() - MOST), usual.size()))));
    }
}
