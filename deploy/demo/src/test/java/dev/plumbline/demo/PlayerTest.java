package dev.plumbline.demo;

import dev.plumbline.demo.assistant.Assistant;
import dev.plumbline.demo.assistant.Assistant.Library;
import dev.plumbline.demo.assistant.Release;
import dev.plumbline.demo.content.Content;
import dev.plumbline.demo.telemetry.Sent;
import dev.plumbline.demo.telemetry.Telemetry;
import dev.plumbline.demo.traffic.Phase;
import dev.plumbline.demo.traffic.PlannedTurn;
import dev.plumbline.demo.traffic.Timeline;
import dev.plumbline.demo.traffic.Traffic;
import dev.plumbline.demo.truth.FeedbackClient;
import dev.plumbline.demo.truth.LateTruth;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole way from the plan to the spans, with vectors that know words only and so need no model. */
class PlayerTest {

    private static final Duration SPAN = Duration.ofHours(2);
    private static final Duration PLAY = Duration.ofMillis(200);
    private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");

    private final Clock clock = Clock.systemUTC();
    private final Content content = Content.load();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Telemetry telemetry =
            new Telemetry(exporter, "support-assistant", List.of(Release.V1_4_2, Release.V1_5_0));
    private final FeedbackClient feedback = new FeedbackClient("http://127.0.0.1:1", clock);
    private final List<PlannedTurn> plan = new Traffic(content, 3).plan(60, SPAN);
    private final List<Sent> sent = new ArrayList<>();
    private Instant started;
    private Player player;

    @BeforeEach
    void start() {
        Library library = Library.of(content.articles(), PlayerTest::words);
        Map<Release, Assistant> assistants = Map.of(
                Release.V1_4_2, new Assistant(Release.V1_4_2, library, PlayerTest::words, clock),
                Release.V1_5_0, new Assistant(Release.V1_5_0, library, PlayerTest::words, clock));
        started = clock.instant();
        player = new Player(
                new Player.Parts(assistants, telemetry, feedback, new LateTruth(3), sent::add),
                new Timeline(started, PLAY, SPAN),
                clock);
    }

    @AfterEach
    void close() {
        feedback.close();
        telemetry.close();
    }

    @Test
    void everyTurnBecomesATrace_inThePast_fromTheFirstHourToNow() {
        plan.forEach(player::play);
        telemetry.flush(Duration.ofSeconds(10));

        Instant latest = started.plus(PLAY).plusSeconds(5);
        List<SpanData> roots = roots();
        assertThat(sent).hasSameSizeAs(plan);
        assertThat(roots).hasSameSizeAs(plan);
        assertThat(exporter.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(Instant.ofEpochSecond(0, span.getEndEpochNanos()))
                        .isBetween(started.minus(SPAN), latest));
        assertThat(roots.get(roots.size() - 1).getStartEpochNanos() / 1e9)
                .isGreaterThan(started.minus(Duration.ofMinutes(10)).getEpochSecond());
        assertThat(telemetry.counts().failed()).isZero();
        assertThat(telemetry.counts().waiting()).isZero();
    }

    @Test
    void theNewReleaseAnswersFromItsPhaseOn() {
        plan.forEach(player::play);
        telemetry.flush(Duration.ofSeconds(10));

        long planned =
                plan.stream().filter(turn -> turn.phase() == Phase.NEW_RELEASE).count();
        assertThat(roots().stream()
                        .filter(span -> "1.5.0"
                                .equals(span.getResource().getAttribute(AttributeKey.stringKey("service.version"))))
                        .count())
                .isEqualTo(planned)
                .isPositive();
    }

    @Test
    void aLaterTurnCarriesTheConversationBeforeIt() {
        plan.forEach(player::play);

        PlannedTurn second =
                plan.stream().filter(turn -> turn.turn() == 1).findFirst().orElseThrow();
        PlannedTurn first = plan.stream()
                .filter(turn -> turn.turn() == 0 && turn.sessionId().equals(second.sessionId()))
                .findFirst()
                .orElseThrow();
        String said = sent.get(plan.indexOf(second)).chatInput();
        assertThat(said).contains(first.question().text().replace("\"", "\\\""), "\"assistant\"");
        assertThat(sent.get(plan.indexOf(first)).chatInput())
                .doesNotContain("\"assistant\",\"parts\":[{\"type\":\"text\"");
    }

    @Test
    void aSessionKeepsItsIdOnEverySpan() {
        plan.forEach(player::play);
        telemetry.flush(Duration.ofSeconds(10));

        assertThat(roots().stream()
                        .map(span -> span.getAttributes().get(SESSION))
                        .distinct())
                .hasSize((int)
                        plan.stream().map(PlannedTurn::sessionId).distinct().count());
    }

    private List<SpanData> roots() {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> !span.getParentSpanContext().isValid())
                .sorted((a, b) -> Long.compare(a.getStartEpochNanos(), b.getStartEpochNanos()))
                .toList();
    }

    /** The sum of one random direction for each word. */
    private static List<float[]> words(List<String> texts) {
        return texts.stream().map(PlayerTest::words).toList();
    }

    private static float[] words(String text) {
        float[] vector = new float[96];
        for (String word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+")) {
            SplittableRandom random = new SplittableRandom(word.hashCode());
            for (int i = 0; i < vector.length; i++) {
                vector[i] += (float) random.nextDouble(-1, 1);
            }
        }
        double length = 0;
        for (float x : vector) {
            length += x * x;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
