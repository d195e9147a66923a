package dev.plumbline.alerting.slice;

import dev.plumbline.alerting.detect.Tally;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

class SliceSearchTest {
    private static final Set<String> WATCHED = Set.of(
            "release=1",
            "release=2",
            "app.plan=pro",
            "app.plan=free",
            "app.plan=team",
            "environment=prod",
            "app.lang=de");

    private final Random random = new Random(3);

    private List<Scored> hour(int n, Predicate<Map<String, String>> affected, double share, double otherwise) {
        List<Scored> scores = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Map<String, String> slices = Map.of(
                    "environment",
                    "prod",
                    "release",
                    random.nextBoolean() ? "1" : "2",
                    "app.plan",
                    List.of("pro", "free", "team").get(random.nextInt(3)),
                    "app.lang",
                    random.nextBoolean() ? "de" : "fr",
                    "app.request",
                    "id-" + i);
            scores.add(new Scored(
                    "session-" + i, random.nextDouble() < (affected.test(slices) ? share : otherwise), 1, slices));
        }
        return scores;
    }

    private static String name(List<Scored> scores) {
        return SliceSearch.worst(scores, WATCHED)
                .map(found -> found.slice().text())
                .orElse("none");
    }

    @Test
    void oneCondition_isNamedWithoutAnAccidentalSecond() {
        for (int run = 0; run < 50; run++) {
            assertThat(name(hour(300, slices -> slices.get("release").equals("2"), 0.4, 0.04)))
                    .isEqualTo("release=2");
        }
    }

    @Test
    void twoConditions_areNamedTogether() {
        int named = 0;
        for (int run = 0; run < 50; run++) {
            String name = name(hour(
                    300,
                    slices -> slices.get("release").equals("2")
                            && slices.get("app.plan").equals("pro"),
                    0.7,
                    0.04));
            named += name.equals("app.plan=pro, release=2") ? 1 : 0;
        }
        assertThat(named).isGreaterThanOrEqualTo(48);
    }

    @Test
    void worseEverywhere_namesNoSlice() {
        int named = 0;
        for (int run = 0; run < 300; run++) {
            named += SliceSearch.worst(hour(300, slices -> true, 0.3, 0.3), WATCHED)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(named).isLessThanOrEqualTo(1);
    }

    @Test
    void conditionThatNobodyWatches_isNotNamed() {
        assertThat(name(hour(300, slices -> slices.get("app.lang").equals("fr"), 0.6, 0.04)))
                .isEqualTo("none");
    }

    @Test
    void found_countsTheSliceAndTheRest() {
        List<Scored> scores = hour(200, slices -> slices.get("release").equals("2"), 1, 0);
        long second = scores.stream().filter(Scored::bad).count();

        Optional<SliceSearch.Found> found = SliceSearch.worst(scores, WATCHED);

        assertThat(found).hasValueSatisfying(slice -> {
            assertThat(slice.tally()).isEqualTo(new Tally(second, second));
            assertThat(slice.rest()).isEqualTo(new Tally(200 - second, 0));
        });
    }

    /** One that talks for long fails in all of its turns. */
    private List<Scored> longSessions(int sessions, int turns, double failing) {
        List<Scored> scores = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            boolean bad = random.nextDouble() < failing;
            String plan = List.of("pro", "free", "team").get(random.nextInt(3));
            for (int turn = 0; turn < turns; turn++) {
                scores.add(new Scored("session-" + session, bad, 1, Map.of("app.plan", plan, "release", "1")));
            }
        }
        return scores;
    }

    @Test
    void turnsOfOneSession_areOneObservation() {
        int named = 0;
        for (int run = 0; run < 300; run++) {
            named += SliceSearch.worst(longSessions(60, 10, 0.2), WATCHED).isPresent() ? 1 : 0;
        }
        assertThat(named).isLessThanOrEqualTo(2);
    }

    @Test
    void sessionThatAsksWithoutEnd_namesNoSlice() {
        List<Scored> scores = hour(200, slices -> false, 0, 0);
        for (int turn = 0; turn < 40; turn++) {
            scores.add(new Scored("endless", true, 1, Map.of("app.plan", "pro", "app.lang", "de")));
        }

        assertThat(name(scores)).isEqualTo("none");
    }

    @Test
    void found_hasTheIntervalOfItsSessions() {
        List<Scored> scores = new ArrayList<>();
        for (int session = 0; session < 30; session++) {
            for (int turn = 0; turn < 4; turn++) {
                boolean pro = session % 2 == 0;
                scores.add(new Scored(
                        "session-" + session, pro && session < 24, 1, Map.of("app.plan", pro ? "pro" : "free")));
            }
        }

        Tally tally = SliceSearch.worst(scores, WATCHED).orElseThrow().tally();

        assertThat(tally.n()).isEqualTo(60);
        assertThat(tally.bad()).isEqualTo(48);
        assertThat(tally.effective()).isEqualTo(15);
    }

    @Test
    void slice_saysTheRequestsOwnAttributesFirst() {
        Slice slice = Slice.of("release=2").and(Slice.of("environment=prod")).and(Slice.of("tenant=a=b"));

        assertThat(slice.text()).isEqualTo("tenant=a=b, environment=prod, release=2");
        assertThat(Slice.of("")).isEqualTo(Slice.WHOLE);
    }
}
