package dev.plumbline.bench.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The pages that are measured, each in several forms, over the day that is stored. */
final class Screens {
    private static final Duration DAY = Duration.ofHours(24);
    private static final List<String> FILTERS = List.of(
            "feature=feature-0",
            "feature=feature-11",
            "release=2.4.3",
            "model=model-1",
            "status=error",
            "environment=staging",
            "attr.rider.plan=plan-2",
            "not.feature=feature-0",
            "session=session-NUMBER",
            "feature=feature-7&status=error",
            "not.release=2.4.0&not.release=2.4.1&attr.rider.plan=plan-1");

    /** What few requests have, or none: an end that a list comes to only by looking through the day. */
    private static final List<String> RARE = List.of(
            "release=9.9.9",
            "model=model-9",
            "environment=nowhere",
            "feature=feature-99",
            "attr.rider.plan=plan-9",
            "attr.nothing=1",
            "release=" + StoredDay.PATCH,
            "release=" + StoredDay.CANARY,
            "attr.rider.plan=" + StoredDay.TRIAL,
            "fingerprint=" + "0123456789abcdef".repeat(4),
            "environment=staging&status=error&model=model-2&attr.rider.plan=plan-3",
            "feature=feature-11&status=error&release=2.4.1&environment=staging");

    private static final List<String> TEXTS =
            List.of(StoredDay.RARE, "refund", "student%20discount", "nowhere-to-be-found", "harbour", "7%25");

    private Screens() {}

    /**
     * A page.
     *
     * @param target milliseconds that 95 of 100 should not pass
     * @param forms of its address, each measured as often
     */
    record Screen(String name, double target, List<Form> forms) {}

    /** @param name what tells it from the page's others */
    record Form(String name, String path) {
        /** The same for another number, where it has one. */
        String path(int round, int traces) {
            return path.replace("NUMBER", String.valueOf(round * 977 % (traces / 3)));
        }
    }

    /** @param end of the stored day */
    static List<Screen> over(Instant end) {
        String day = "from=" + end.minus(DAY) + "&to=" + end;
        return List.of(
                new Screen("alert page", 150, List.of(new Form("", "/alerts/412"))),
                new Screen("list, one of eleven filters, 24 h", 300, forms("/traces?" + day + "&", FILTERS)),
                new Screen("list, a filter that few pass, 24 h", 300, forms("/traces?" + day + "&", RARE)),
                new Screen("trace of 500 spans", 200, List.of(new Form("", "/traces/" + StoredDay.LARGE_TRACE))),
                new Screen("overview", 300, List.of(new Form("", "/?" + day))),
                new Screen("text search, 24 h", 1_000, forms("/traces?" + day + "&text=", TEXTS)));
    }

    private static List<Form> forms(String path, List<String> ends) {
        return ends.stream().map(end -> new Form(end, path + end)).toList();
    }
}
