package dev.plumbline.demo.truth;

import dev.plumbline.demo.assistant.Reply;
import dev.plumbline.demo.assistant.Reply.Kind;
import dev.plumbline.demo.assistant.Reply.Took;
import dev.plumbline.demo.content.Question;
import dev.plumbline.demo.search.SentenceTable.Sentence;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class LateTruthTest {

    private static final Question HELMET = new Question("helmet?", "helmet", "helmet", List.of());
    private static final Question BREACH = new Question("hacked?", "data-breach", Question.NONE, List.of());
    private static final Question POEM = new Question("a poem", "off-topic", Question.OUT_OF_SCOPE, List.of());

    private final LateTruth truth = new LateTruth(1);

    @Test
    void aTicketIsResolvedIfTheAnswerCameFromTheRightArticle() {
        assertThat(tickets(HELMET, answered("helmet"))).isNotEmpty().allMatch(report -> report.value() == 1);
        assertThat(tickets(HELMET, answered("pets"))).isNotEmpty().allMatch(report -> report.value() == 0);
        assertThat(tickets(HELMET, refused())).isNotEmpty().allMatch(report -> report.value() == 0);
    }

    @Test
    void theNewTopicIsNeverResolved_whateverTheAnswer() {
        assertThat(tickets(BREACH, answered("data-export"))).isNotEmpty().allMatch(report -> report.value() == 0);
        assertThat(tickets(BREACH, refused())).isNotEmpty().allMatch(report -> report.value() == 0);
    }

    @Test
    void whatIsOutOfScopeGetsNoTicket_andARefusalIsRight() {
        assertThat(tickets(POEM, refused())).isEmpty();
        assertThat(LateTruth.right(POEM, refused())).isTrue();
        assertThat(LateTruth.right(POEM, answered("helmet"))).isFalse();
    }

    @Test
    void aShareOfTheRequestsIsReported_someMinutesLater() {
        List<Report> tickets = tickets(HELMET, answered("helmet"));
        List<Report> thumbs = reports(HELMET, answered("helmet"), Report.Kind.THUMBS);

        assertThat(tickets).hasSizeBetween(1_100, 1_300);
        assertThat(tickets)
                .allSatisfy(
                        report -> assertThat(report.after()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(45)));
        assertThat(thumbs).hasSizeBetween(240, 360);
    }

    @Test
    void thumbsAreMostlyRight() {
        assertThat(shareUp(answered("helmet"))).isBetween(0.85, 0.97);
        assertThat(shareUp(answered("pets"))).isBetween(0.08, 0.23);
    }

    @Test
    void theSameRequestAlwaysGetsTheSameReports() {
        assertThat(truth.of("s-9", 1, HELMET, answered("pets")))
                .isEqualTo(new LateTruth(1).of("s-9", 1, HELMET, answered("pets")));
    }

    private List<Report> tickets(Question question, Reply reply) {
        return reports(question, reply, Report.Kind.TICKET);
    }

    private double shareUp(Reply reply) {
        List<Report> thumbs = reports(HELMET, reply, Report.Kind.THUMBS);
        return thumbs.stream().filter(report -> report.value() == 1).count() / (double) thumbs.size();
    }

    private List<Report> reports(Question question, Reply reply, Report.Kind kind) {
        return IntStream.range(0, 2_000)
                .mapToObj(i -> truth.of("s-" + i, 0, question, reply))
                .flatMap(List::stream)
                .filter(report -> report.kind() == kind)
                .toList();
    }

    private static Reply answered(String article) {
        Sentence sentence = new Sentence("Text.", article, new float[1]);
        return reply(Kind.ANSWERED, List.of(sentence));
    }

    private static Reply refused() {
        return reply(Kind.REFUSED, List.of());
    }

    private static Reply reply(Kind kind, List<Sentence> used) {
        Took took = new Took(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new Reply(kind, "text", Optional.empty(), Optional.empty(), used, took);
    }
}
