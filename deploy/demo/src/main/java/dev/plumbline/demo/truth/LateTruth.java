package dev.plumbline.demo.truth;

import dev.plumbline.demo.assistant.Reply;
import dev.plumbline.demo.content.Question;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides what is reported about a request. Tickets exist for a part of the questions that deserve one and say the
 * truth: resolved if the answer came from the right article. Thumbs are rarer and only mostly right.
 */
public final class LateTruth {

    private static final double TICKETS = 0.60;
    private static final double THUMBS = 0.15;
    private static final double UP_IF_RIGHT = 0.92;
    private static final double UP_IF_WRONG = 0.15;
    private static final int EARLIEST_SECONDS = 5 * 60;
    private static final int LATEST_SECONDS = 45 * 60;

    private final long seed;

    public LateTruth(long seed) {
        this.seed = seed;
    }

    /** The same request of the same session always gets the same reports. */
    public List<Report> of(String sessionId, int turn, Question question, Reply reply) {
        SplittableRandom random = new SplittableRandom(seed ^ (31L * sessionId.hashCode() + turn));
        boolean ticket = random.nextDouble() < TICKETS;
        boolean thumbs = random.nextDouble() < THUMBS;
        Duration ticketAfter = seconds(random, EARLIEST_SECONDS, LATEST_SECONDS);
        Duration thumbsAfter = seconds(random, 5, 60);
        boolean right = right(question, reply);
        double value = random.nextDouble() < (right ? UP_IF_RIGHT : UP_IF_WRONG) ? 1 : -1;

        List<Report> reports = new ArrayList<>();
        boolean deservesTicket = question.hasArticle() || question.answer().equals(Question.NONE);
        if (ticket && deservesTicket) {
            reports.add(new Report(Report.Kind.TICKET, ticketAfter, right ? 1 : 0));
        }
        if (thumbs) {
            reports.add(new Report(Report.Kind.THUMBS, thumbsAfter, value));
        }
        return List.copyOf(reports);
    }

    /** Whether the rider was helped: by the right article, by a friendly word, or by a refusal where that is right. */
    public static boolean right(Question question, Reply reply) {
        return switch (question.answer()) {
            case Question.NONE -> false;
            case Question.SMALL_TALK -> reply.kind() == Reply.Kind.SMALL_TALK;
            case Question.OUT_OF_SCOPE -> reply.kind() == Reply.Kind.REFUSED;
            default -> reply.article().filter(question.answer()::equals).isPresent();
        };
    }

    private static Duration seconds(SplittableRandom random, int from, int to) {
        return Duration.ofSeconds(random.nextInt(from, to));
    }
}
