package dev.plumbline.demo.traffic;

import dev.plumbline.demo.assistant.Plan;
import dev.plumbline.demo.content.Content;
import dev.plumbline.demo.content.Question;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TrafficTest {

    private static final Duration SPAN = Duration.ofHours(10);
    private static final int SESSIONS = 1_400;

    private final Content content = Content.load();
    private final List<PlannedTurn> plan = new Traffic(content, 7).plan(SESSIONS, SPAN);

    @Test
    void theSameSeedGivesTheSamePlan_andAnotherSeedAnother() {
        assertThat(new Traffic(content, 7).plan(SESSIONS, SPAN)).isEqualTo(plan);
        assertThat(new Traffic(content, 8).plan(SESSIONS, SPAN)).isNotEqualTo(plan);
    }

    @Test
    void turnsAreInOrderOfTime_andNoneIsOutsideTheSpan() {
        assertThat(plan).isSortedAccordingTo(Comparator.comparing(PlannedTurn::at));
        assertThat(plan).allSatisfy(turn -> assertThat(turn.at()).isBetween(Duration.ZERO, SPAN));
        assertThat(plan.get(plan.size() - 1).at()).isGreaterThan(SPAN.minusMinutes(5));
    }

    @Test
    void thereAreAsManySessionsAsAskedFor_eachOfOneToFourTurnsOfOneCustomer() {
        Map<String, List<PlannedTurn>> sessions = bySession();

        System.out.printf("%d sessions, %d requests%n", sessions.size(), plan.size());
        assertThat(sessions).hasSize(SESSIONS);
        assertThat(plan).hasSizeBetween(2_000, 3_000);
        assertThat(sessions.values()).allSatisfy(turns -> {
            assertThat(turns).hasSizeBetween(1, 4);
            assertThat(turns.stream().map(PlannedTurn::customer).distinct()).hasSize(1);
            assertThat(turns.stream().map(PlannedTurn::question)).doesNotHaveDuplicates();
        });
    }

    @Test
    void theFirstPhaseHoldsMostSessions_andTheNewTopicStartsAfterIt() {
        Map<Phase, Long> sessions = plan.stream()
                .filter(turn -> turn.turn() == 0)
                .collect(Collectors.groupingBy(PlannedTurn::phase, Collectors.counting()));

        assertThat(sessions.get(Phase.HEALTHY) / (double) SESSIONS).isBetween(0.54, 0.60);
        assertThat(sessions.get(Phase.NEW_TOPIC) / (double) SESSIONS).isBetween(0.16, 0.24);
        assertThat(newTopicShare(Phase.HEALTHY)).isZero();
        assertThat(newTopicShare(Phase.NEW_TOPIC)).isBetween(0.05, 0.15);
        assertThat(newTopicShare(Phase.NEW_RELEASE)).isBetween(0.11, 0.20);
    }

    @Test
    void theShareOfTheNewTopicGrows() {
        assertThat(Phase.newTopicShare(0.56)).isZero();
        assertThat(Phase.newTopicShare(0.57)).isEqualTo(0.03, within(1e-9));
        assertThat(Phase.newTopicShare(0.62)).isEqualTo(0.095, within(1e-9));
        assertThat(Phase.newTopicShare(1)).isEqualTo(0.16, within(1e-9));
    }

    @Test
    void onceTheNewReleaseIsOutNothingIsAnsweredByTheOldOne() {
        assertThat(plan).isSortedAccordingTo(Comparator.comparing(turn -> turn.phase() == Phase.NEW_RELEASE));
    }

    @Test
    void companyRidersAreAFifthToAThird_andDoNotAskForPrivateOffers() {
        List<PlannedTurn> company = plan.stream()
                .filter(turn -> turn.customer().plan() == Plan.BUSINESS)
                .toList();

        assertThat(company.size() / (double) plan.size()).isBetween(0.2, 0.33);
        assertThat(company)
                .allSatisfy(turn -> assertThat(turn.question().answer()).isNotIn("plan-student", "gift-card"));
    }

    @Test
    void theLoadHasAMorningAndALargerAfternoonPeak() {
        assertThat(LoadCurve.intensity(0.18)).isGreaterThan(1.4 * LoadCurve.intensity(0.45));
        assertThat(LoadCurve.intensity(0.72)).isGreaterThan(LoadCurve.intensity(0.18));
        LoadCurve curve = new LoadCurve();
        assertThat(curve.when(0)).isZero();
        assertThat(curve.when(1)).isEqualTo(1, within(1e-9));
        assertThat(curve.when(0.3)).isLessThan(curve.when(0.31));
    }

    @Test
    void nothingHappensInTheFuture_andTheLastThingHappensNow() {
        Instant started = Instant.parse("2026-03-01T12:00:00Z");
        Timeline timeline = new Timeline(started, Duration.ofMinutes(2), SPAN);

        assertThat(plan)
                .allSatisfy(turn -> assertThat(timeline.event(turn.at())).isBeforeOrEqualTo(timeline.due(turn.at())));
        assertThat(timeline.event(SPAN)).isEqualTo(timeline.due(SPAN)).isEqualTo(started.plusSeconds(120));
        assertThat(timeline.due(Duration.ZERO)).isEqualTo(started);
        assertThat(timeline.due(SPAN.plusSeconds(60))).isEqualTo(started.plusSeconds(180));
    }

    @Test
    void aSpanShorterThanItsPlayIsRefused() {
        assertThatThrownBy(() -> new Timeline(Instant.EPOCH, Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trafficThatGoesOnIsLikeThatAtTheEnd() {
        Traffic traffic = new Traffic(content, 7);

        List<PlannedTurn> more = traffic.oneMore(SPAN.plusMinutes(1));

        assertThat(more.get(0).phase()).isEqualTo(Phase.NEW_RELEASE);
        assertThat(more.get(0).at()).isEqualTo(SPAN.plusMinutes(1));
        assertThat(traffic.pause(Duration.ofSeconds(30))).isPositive();
    }

    private double newTopicShare(Phase phase) {
        List<PlannedTurn> first = plan.stream()
                .filter(turn -> turn.phase() == phase && turn.turn() == 0)
                .toList();
        return first.stream()
                        .filter(turn -> turn.question().answer().equals(Question.NONE))
                        .count()
                / (double) first.size();
    }

    private Map<String, List<PlannedTurn>> bySession() {
        return plan.stream().collect(Collectors.groupingBy(PlannedTurn::sessionId));
    }
}
