package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.judge.pair.ComparisonStore.Joined;
import dev.plumbline.evaluator.judge.pair.ComparisonStore.Named;
import dev.plumbline.evaluator.judge.pair.ComparisonStore.Releases;
import dev.plumbline.evaluator.judge.pair.PairItem.Pair;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From what is asked for to pairs that answer the same; what cannot be compared is refused by its field. */
@Singleton
class Wanted {
    private static final int USUAL = 100;

    private final ComparisonStore store;

    Wanted(ComparisonStore store) {
        this.store = store;
    }

    static ComparisonReport.Sides sides(ComparisonBody asked) {
        if (asked.requests != null) {
            if (asked.a != null || asked.b != null) {
                throw new BadParameterException("requests", "and releases cannot both be asked for");
            }
            return new ComparisonReport.Sides("named requests", "named requests");
        }
        return new ComparisonReport.Sides("release " + release("a", asked.a), "release " + release("b", asked.b));
    }

    List<Joined> pairs(ComparisonBody asked, ComparisonReport.Of of) {
        List<ComparisonBody.@Nullable Two> named = asked.requests;
        return named == null ? joined(asked, of) : named(named, of.project());
    }

    private List<Joined> joined(ComparisonBody asked, ComparisonReport.Of of) {
        String feature = asked.feature;
        if (feature == null || feature.isBlank()) {
            throw new BadParameterException("feature", "is missing");
        }
        String a = release("a", asked.a);
        String b = release("b", asked.b);
        if (a.equals(b)) {
            throw new BadParameterException("b.release", "is the release of a");
        }
        int most = asked.pairs == null ? USUAL : asked.pairs;
        if (most < 1 || most > ComparisonStore.MOST) {
            throw new BadParameterException("pairs", "is not a whole number from 1 to " + ComparisonStore.MOST);
        }
        List<Joined> joined = store.join(
                new Releases(of.project(), feature, Parameters.range(asked.from, asked.to, of.at()), a, b),
                of.id(),
                most);
        if (joined.isEmpty()) {
            throw new BadParameterException(
                    "from", "and to hold no request of both releases with the same history and input");
        }
        return joined;
    }

    private static String release(String side, ComparisonBody.@Nullable Side asked) {
        String release = asked == null ? null : asked.release;
        if (release == null || release.isBlank()) {
            throw new BadParameterException(side + ".release", "is missing");
        }
        return release;
    }

    private List<Joined> named(List<ComparisonBody.@Nullable Two> asked, int project) {
        if (asked.isEmpty() || asked.size() > ComparisonStore.MOST) {
            throw new BadParameterException("requests", "are not 1 to " + ComparisonStore.MOST + " pairs");
        }
        List<Joined> pairs = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String place = "requests.[" + i + "]";
            ComparisonBody.Two two = asked.get(i);
            Named a = one(place + ".a", two == null ? null : two.a, project);
            Named b = one(place + ".b", two == null ? null : two.b, project);
            if (a.request().equals(b.request())) {
                throw new BadParameterException(place + ".b", "is the request of a");
            }
            if (!a.asked().equals(b.asked())) {
                throw new BadParameterException(place, "do not have the same history and input");
            }
            pairs.add(new Joined(new Pair(a.request(), b.request()), a.session()));
        }
        return pairs;
    }

    private Named one(String place, ComparisonBody.@Nullable Named asked, int project) {
        String trace = hex(place + ".traceId", asked == null ? null : asked.traceId, 32);
        if (trace == null) {
            throw new BadParameterException(place + ".traceId", "is missing");
        }
        List<Named> found =
                store.named(project, trace, hex(place + ".spanId", asked == null ? null : asked.spanId, 16));
        if (found.size() != 1) {
            throw new BadParameterException(
                    place + (found.isEmpty() ? ".traceId" : ".spanId"),
                    found.isEmpty() ? "names no request" : "is missing: the trace has several requests");
        }
        return found.get(0);
    }

    private static @Nullable String hex(String field, @Nullable String value, int digits) {
        if (value == null) {
            return null;
        }
        String id = value.toLowerCase(Locale.ROOT);
        if (!id.matches("[0-9a-f]{" + digits + "}")) {
            throw new BadParameterException(field, "is not " + digits + " hex digits");
        }
        return id;
    }
}
