package dev.plumbline.console.judge;

import dev.plumbline.console.view.Share;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the evaluator answers about its judges, as far as a screen shows it. */
final class Answered {
    private Answered() {}

    /** With its 95 % interval. */
    record Rate(double estimate, double low, double high, long n) {
        static Share share(@Nullable Rate rate) {
            return rate == null ? Share.counted(0, 0) : new Share(rate.estimate, rate.low, rate.high, rate.n);
        }
    }

    record Judges(List<Health> items) {}

    record Health(Series judge, String state, Instant lastAt, List<Sign> signs) {}

    record Series(String feature, String rubric, String scorer) {}

    /** @param sinceNano null while it is not worse */
    record Sign(
            String sign,
            String state,
            Rate reference,
            @Nullable Double limit,
            @Nullable Rate now,
            @Nullable Long sinceNano,
            @Nullable Evidence evidence) {}

    record Evidence(double value, double threshold) {}

    record Comparisons(List<Report> items) {}

    record Report(Of comparison, Counts counts, Results results, Position position, Map<String, Integer> reasons) {}

    record Of(String id, Judged judged, Sides sides, String author, Instant at) {}

    record Judged(String rubric, int version, String scorer) {}

    record Sides(String a, String b) {}

    record Counts(int pairs, int open, int decided, int abstained, int failed, int notJudged) {}

    /** Each null while nothing is decided. @param preferA wins of a among the wins of either */
    record Results(
            @Nullable Rate aWins,
            @Nullable Rate bWins,
            @Nullable Rate tie,
            @Nullable Rate inconsistent,
            @Nullable Rate preferA) {}

    record Position(@Nullable Rate biased) {}
}
