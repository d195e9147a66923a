package dev.plumbline.demo;

import dev.plumbline.demo.assistant.Assistant;
import dev.plumbline.demo.assistant.Exchange;
import dev.plumbline.demo.assistant.Release;
import dev.plumbline.demo.assistant.Reply;
import dev.plumbline.demo.content.Question;
import dev.plumbline.demo.telemetry.Asked;
import dev.plumbline.demo.telemetry.Sent;
import dev.plumbline.demo.telemetry.Telemetry;
import dev.plumbline.demo.traffic.Phase;
import dev.plumbline.demo.traffic.PlannedTurn;
import dev.plumbline.demo.traffic.Timeline;
import dev.plumbline.demo.truth.FeedbackClient;
import dev.plumbline.demo.truth.LateTruth;
import dev.plumbline.demo.truth.Report;
import dev.plumbline.demo.watch.Goal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Has one turn after the other answered by the release of its time, tells it, and sees that its truth comes later. */
final class Player {

    /** No report is sent sooner than this after its request: a person is not faster, and its trace must be there. */
    private static final Duration SETTLED = Duration.ofSeconds(4);

    private static final int CONVERSATIONS = 4_000;

    /**
     * What the player works with.
     *
     * @param sent told of each request
     */
    record Parts(
            Map<Release, Assistant> assistants,
            Telemetry telemetry,
            FeedbackClient feedback,
            LateTruth truth,
            Consumer<Sent> sent) {}

    private final Parts parts;
    private final Timeline timeline;
    private final Clock clock;
    private final Map<String, List<Exchange>> conversations = new LinkedHashMap<>();
    private final Map<Goal, Instant> began = new EnumMap<>(Goal.class);

    Player(Parts parts, Timeline timeline, Clock clock) {
        this.parts = parts;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Plays one turn now. @return whether the rider was truly helped */
    boolean play(PlannedTurn turn) {
        Release release = turn.phase() == Phase.NEW_RELEASE ? Release.V1_5_0 : Release.V1_4_2;
        Assistant assistant = Objects.requireNonNull(parts.assistants().get(release));
        List<Exchange> history = conversations.getOrDefault(turn.sessionId(), List.of());
        String question = turn.question().text();
        Instant event = timeline.event(turn.at());

        Reply reply = assistant.answer(question, history, turn.customer());
        Asked asked = new Asked(turn.sessionId(), turn.customer(), history, question);
        Sent sent = parts.telemetry().spans(release).write(asked, reply, event);
        parts.sent().accept(sent);
        remember(turn.sessionId(), history, new Exchange(question, reply.text()));
        for (Report report : parts.truth().of(turn.sessionId(), turn.turn(), turn.question(), reply)) {
            report(turn, sent, report);
        }
        note(turn, release);
        return LateTruth.right(turn.question(), reply);
    }

    /** When there first was something to find: traffic, the new topic, the new release. */
    Map<Goal, Instant> began() {
        return Map.copyOf(began);
    }

    private void note(PlannedTurn turn, Release release) {
        began.putIfAbsent(Goal.TRACE, clock.instant());
        if (turn.question().answer().equals(Question.NONE)) {
            began.putIfAbsent(Goal.NEW_CLUSTER, clock.instant());
        }
        if (release.equals(Release.V1_5_0)) {
            began.putIfAbsent(Goal.PAGE, clock.instant());
        }
    }

    private void report(PlannedTurn turn, Sent sent, Report report) {
        Duration at = turn.at().plus(report.after());
        Instant earliest = clock.instant().plus(SETTLED);
        Instant due = timeline.due(at);
        parts.feedback().report(sent.traceId(), report, timeline.event(at), due.isBefore(earliest) ? earliest : due);
    }

    private void remember(String sessionId, List<Exchange> history, Exchange exchange) {
        List<Exchange> longer = new ArrayList<>(history);
        longer.add(exchange);
        conversations.put(sessionId, List.copyOf(longer));
        if (conversations.size() > CONVERSATIONS) {
            conversations.remove(conversations.keySet().iterator().next());
        }
    }
}
