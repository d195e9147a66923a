package dev.plumbline.drift.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.tracestore.outbox.Outbox;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class DriftEventsTest {

    private static final FeatureKey KEY = new FeatureKey(1, "assistant");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void newCluster_isToldWithItsShareAndNoReferenceItNeverHad() throws IOException {
        Outbox.Event event = DriftEvents.of(
                KEY,
                7,
                change(Change.Type.OPENED, Kind.NEW_CLUSTER, new Share(0, 400)),
                words(change(Change.Type.OPENED, Kind.NEW_CLUSTER, new Share(0, 400)), "breach"),
                NOW);

        JsonNode json = new ObjectMapper().readTree(event.value());
        assertThat(event.topic()).isEqualTo("plumbline.drift.v1");
        assertThat(event.key()).isEqualTo("f-1");
        assertThat(json.at("/change").asText()).isEqualTo("opened");
        assertThat(json.at("/subject/kind").asText()).isEqualTo("new_cluster");
        assertThat(json.at("/subject/verdict").asText()).isEqualTo("input");
        assertThat(json.at("/evidence/referenceShare").isNull()).isTrue();
        assertThat(json.at("/evidence/share/estimate").asDouble()).isEqualTo(0.11);
        assertThat(json.at("/evidence/windowSessions").asInt()).isEqualTo(100);
        assertThat(json.at("/evidence/pValue").asDouble()).isEqualTo(1e-5);
        assertThat(json.at("/exampleTraceIds/0").asText()).isEqualTo("t1");
        assertThat(json.at("/statement").asText())
                .isEqualTo(
                        "New cluster “breach”: 11.0 % of 100 sessions (95 % interval 6.3 to 18.6 %); in the reference"
                                + " 0.0 % of 400 sessions (95 % interval 0.0 to 1.0 %).");
    }

    @Test
    void movedShare_isToldFromWhatToWhat() {
        Change change = change(Change.Type.GROWN, Kind.SHARE_MOVED, new Share(8, 200));

        assertThat(Statement.of(change, "refund, money"))
                .isEqualTo(
                        "The share of “refund, money” rose from 4.0 % of 200 sessions (95 % interval 2.0 to 7.7 %) to"
                                + " 11.0 % of 100 sessions (95 % interval 6.3 to 18.6 %): +7.0 points (95 % interval +1.0 to +14.9).");
    }

    @Test
    void eachKind_hasItsOwnStatement_andVerdict() throws IOException {
        Set<String> statements = new HashSet<>();
        for (Kind kind : Kind.values()) {
            Change change = change(Change.Type.OPENED, kind, new Share(8, 200));
            JsonNode json = new ObjectMapper()
                    .readTree(DriftEvents.of(KEY, 7, change, words(change, "a refusal"), NOW)
                            .value());

            assertThat(json.at("/subject/verdict").asText())
                    .isEqualTo(
                            switch (kind) {
                                case OUTPUT_CHANGED -> "output";
                                case QUALITY_MOVED -> "concept";
                                case EVALUATION_SET -> "evaluation_set";
                                default -> "input";
                            });
            statements.add(json.at("/statement").asText());
        }

        assertThat(statements).hasSize(Kind.values().length).allMatch(text -> text.contains("95 % interval"));
    }

    @Test
    void setThatIsToldApart_andTrafficWithoutACase_areSaidDifferently() {
        Story.Subject apart = new Story.Subject(Kind.EVALUATION_SET, Story.Subject.TOLD_APART + "golden", true);
        Story story = new Story(
                "f-1", View.FIRST, apart, new Story.Raised(6, new Scale(4), 1_000, 1e-5), new Share(9, 10), 0);
        Change change = new Change(
                Change.Type.OPENED,
                story,
                "w",
                2_000,
                Change.Shares.of(new Share(110, 200), new Share(90, 100)),
                List.of(),
                Change.Against.REFERENCE);

        assertThat(Statement.of(change, "evaluation set “golden”"))
                .startsWith("The evaluation set “golden” does not look like traffic: a classifier tells 90.0 % of 100")
                .contains("50 % by chance; in the reference 55.0 % of 200 sessions");
        assertThat(Statement.of(
                        change(Change.Type.OPENED, Kind.EVALUATION_SET, new Share(8, 200)),
                        "traffic without a case in “golden”"))
                .startsWith("More traffic without a case in “golden”: 11.0 % of 100 sessions");
    }

    @Test
    void sameChangeAgain_hasTheSameId_andAnotherHasAnother() throws IOException {
        Change opened = change(Change.Type.OPENED, Kind.NEW_CLUSTER, new Share(0, 400));

        assertThat(id(7, opened)).isEqualTo(id(7, opened)).isNotEqualTo(id(8, opened));
        assertThat(id(7, opened)).isNotEqualTo(id(7, change(Change.Type.CLOSED, Kind.NEW_CLUSTER, new Share(0, 400))));
    }

    @Test
    void whatCameWhenItBegan_isSaidAfterIt() {
        Change change = change(Change.Type.OPENED, Kind.NEW_CLUSTER, new Share(0, 400));
        List<Arrival> arrivals = List.of(
                new Arrival("release", "2.1", 1_767_225_600_000_000_000L, 40),
                new Arrival("prompt", "0123456789abcdef".repeat(4), 1_767_225_601_500_000_000L, 39));

        assertThat(Statement.of(change, "breach", arrivals))
                .startsWith(Statement.of(change, "breach"))
                .endsWith(" Release “2.1” was first seen at 2026-01-01T00:00:00Z (40 sessions since). System prompt"
                        + " 0123456789ab was first seen at 2026-01-01T00:00:01Z (39 sessions since).");
        assertThat(Arrival.Range.of(change)).isEqualTo(new Arrival.Range(0, 2_000));
    }

    @Test
    void anotherComparison_namesWithWhatItCompared_thePartOfTheTraffic_andWhereElseItHolds() {
        Change first = change(Change.Type.OPENED, Kind.SHARE_MOVED, new Share(8, 200));

        Change release = against(
                first,
                View.LAST_RELEASE,
                "in release “1.0” before it",
                List.of(View.LAST_RELEASE, View.FIRST, View.LAST_WEEK));
        assertThat(Statement.of(release, "refund", List.of()))
                .startsWith(
                        "The share of “refund” rose from 4.0 % of 200 sessions (95 % interval 2.0 to 7.7 %) in release"
                                + " “1.0” before it to 11.0 %")
                .endsWith(" It holds too in comparison with the reference, the week before.");
        Change slice = against(first, "slice plan=free", View.REFERENCE, List.of("slice plan=free"));
        assertThat(Statement.of(slice, "refund", List.of()))
                .startsWith("Among sessions with plan=free: The share of “refund” rose from 4.0 % of 200 sessions")
                .doesNotContain("holds too");
        Change whole = against(first, View.FIRST, View.REFERENCE, List.of(View.FIRST, "slice plan=free"));
        assertThat(Statement.of(whole, "refund", List.of()))
                .endsWith(" It holds too in comparison with the reference among plan=free.");
    }

    private static Change against(Change change, String view, String words, List<String> holds) {
        Story story = change.story();
        return new Change(
                change.type(),
                new Story(story.id(), view, story.subject(), story.raised(), story.reported(), 0),
                change.words(),
                change.untilNano(),
                change.shares(),
                change.examples(),
                new Change.Against(words, holds));
    }

    private static DriftEvents.Words words(Change change, String label) {
        return new DriftEvents.Words(label, Statement.of(change, label));
    }

    private static String id(int look, Change change) throws IOException {
        return new ObjectMapper()
                .readTree(DriftEvents.of(KEY, look, change, words(change, "breach"), NOW)
                        .value())
                .at("/header/id")
                .asText();
    }

    private static Change change(Change.Type type, Kind kind, Share then) {
        Share now = new Share(11, 100);
        Story story = new Story(
                "f-1",
                View.FIRST,
                new Story.Subject(kind, "c-1", true),
                new Story.Raised(6, new Scale(2), 1_000, 1e-5),
                now,
                0);
        return new Change(
                type, story, null, 2_000, Change.Shares.of(then, now), List.of("t1", "t2"), Change.Against.REFERENCE);
    }
}
