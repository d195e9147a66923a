package dev.plumbline.demo.assistant;

import dev.plumbline.demo.assistant.Assistant.Library;
import dev.plumbline.demo.assistant.Reply.Found;
import dev.plumbline.demo.content.Content;
import dev.plumbline.demo.content.Question;
import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The assistant with the real model on every question there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

    private static final Customer PRIVATE = new Customer("u-1", Plan.MONTHLY, "Northport", "app");
    private static final Customer COMPANY = new Customer("u-2", Plan.BUSINESS, "Northport", "app");

    private final Content content = Content.load();
    private Embedder embedder;
    private Assistant healthy;
    private Assistant broken;

    @BeforeAll
    void embedTheArticles(@TempDir Path folder) {
        embedder = new Embedder(new EmbedderSettings(2, 256, 16L << 20, folder));
        Library library = Library.of(content.articles(), embedder::embed);
        healthy = new Assistant(Release.V1_4_2, library, embedder::embed, Clock.systemUTC());
        broken = new Assistant(Release.V1_5_0, library, embedder::embed, Clock.systemUTC());
    }

    @AfterAll
    void close() {
        embedder.close();
    }

    @Test
    void theHealthyReleaseIsRightOnMost_forEveryone() {
        double right = rightFor(healthy, PRIVATE);

        System.out.printf("1.4.2: %.1f %% right%n", 100 * right);
        assertThat(right).isBetween(0.75, 0.95);
        assertThat(rightFor(healthy, COMPANY)).isEqualTo(right);
    }

    @Test
    void theBrokenReleaseIsWorse_forCompanyRidersOnly() {
        double before = rightFor(healthy, COMPANY);
        double after = rightFor(broken, COMPANY);

        System.out.printf("1.5.0: %.1f %% right for company riders, before %.1f %%%n", 100 * after, 100 * before);
        assertThat(after).isLessThan(0.35);
        assertThat(content.questions())
                .allSatisfy(question -> assertThat(broken.answer(question.text(), List.of(), PRIVATE)
                                .text())
                        .isEqualTo(healthy.answer(question.text(), List.of(), PRIVATE)
                                .text()));
    }

    @Test
    void theBrokenReleaseFindsTheRightPassages_butAnswersFromOthers() {
        double groundedBefore = grounded(healthy);
        double groundedAfter = grounded(broken);

        System.out.printf(
                "company riders' answers made of what was found: %.1f %%, in 1.5.0 %.1f %%%n",
                100 * groundedBefore, 100 * groundedAfter);
        assertThat(groundedBefore).isEqualTo(1.0);
        assertThat(groundedAfter).isLessThan(0.25);
    }

    @Test
    void aFollowUpIsReadTogetherWithTheQuestionBeforeIt() {
        int turns = 0;
        int right = 0;
        for (Question question : content.questions()) {
            String first = healthy.answer(question.text(), List.of(), PRIVATE).text();
            for (Question followUp : question.followUps()) {
                Reply reply = healthy.answer(followUp.text(), List.of(new Exchange(question.text(), first)), PRIVATE);
                turns++;
                right += reply.article().filter(followUp.answer()::equals).isPresent() ? 1 : 0;
            }
        }

        System.out.printf("follow-ups: %d of %d right%n", right, turns);
        assertThat(right).isGreaterThan(turns * 6 / 10);
    }

    @Test
    void theNewTopicIsRefusedOrAnsweredFromTheWrongArticle() {
        long refused = content.newTopic().stream()
                .filter(question -> kind(question) == Reply.Kind.REFUSED)
                .count();

        System.out.printf(
                "new topic: %d of %d refused%n", refused, content.newTopic().size());
        assertThat(refused).isBetween(15L, 80L);
    }

    @Test
    void smallTalkIsAnsweredKindly_andOtherThingsAreRefused() {
        assertThat(withAnswer(Question.SMALL_TALK))
                .allSatisfy(question ->
                        assertThat(kind(question)).as(question.text()).isEqualTo(Reply.Kind.SMALL_TALK));
        long refused = withAnswer(Question.OUT_OF_SCOPE).stream()
                .filter(question -> kind(question) == Reply.Kind.REFUSED)
                .count();
        assertThat(refused)
                .isGreaterThanOrEqualTo(withAnswer(Question.OUT_OF_SCOPE).size() * 8L / 10);
    }

    @Test
    void aQuestionAboutTheAccountIsLookedUp_alwaysTheSame() {
        Reply once = healthy.answer("whats my balance", List.of(), PRIVATE);
        Reply again = healthy.answer("whats my balance", List.of(), PRIVATE);

        assertThat(once.tool()).hasValueSatisfying(call -> {
            assertThat(call.name()).isEqualTo("account_balance");
            assertThat(call.result()).containsKey("balance");
            assertThat(once.text()).startsWith(call.sentence());
        });
        assertThat(again.text()).isEqualTo(once.text());
    }

    private double rightFor(Assistant assistant, Customer customer) {
        long right = content.questions().stream()
                .filter(question -> assistant
                        .answer(question.text(), List.of(), customer)
                        .article()
                        .filter(question.answer()::equals)
                        .isPresent())
                .count();
        return right / (double) content.questions().size();
    }

    /** The share of answers whose every sentence stands in a passage that was found. */
    private double grounded(Assistant assistant) {
        List<Reply> replies = content.questions().stream()
                .map(question -> assistant.answer(question.text(), List.of(), COMPANY))
                .filter(reply -> reply.kind() == Reply.Kind.ANSWERED)
                .toList();
        Predicate<Reply> grounded = reply -> {
            Set<String> found = reply.found().map(Found::hits).orElseThrow().stream()
                    .flatMap(hit -> hit.passage().sentences().stream())
                    .collect(Collectors.toSet());
            return reply.used().stream().allMatch(sentence -> found.contains(sentence.text()));
        };
        return replies.stream().filter(grounded).count() / (double) replies.size();
    }

    private Reply.Kind kind(Question question) {
        return healthy.answer(question.text(), List.of(), PRIVATE).kind();
    }

    private List<Question> withAnswer(String answer) {
        return content.smallTalk().stream()
                .filter(question -> question.answer().equals(answer))
                .toList();
    }
}
