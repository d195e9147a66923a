package dev.plumbline.demo.content;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContentTest {

    private final Content content = Content.load();

    @Test
    void thereIsEnoughOfEverything() {
        assertThat(content.articles()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(everyTurn(content.questions())).hasSizeGreaterThanOrEqualTo(500);
        assertThat(content.questions().stream().map(Question::intent).distinct())
                .hasSizeGreaterThanOrEqualTo(40);
        assertThat(content.newTopic()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(content.smallTalk()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void everyQuestionNamesAnArticleThatExists() {
        Set<String> ids = content.articles().stream().map(Article::id).collect(Collectors.toSet());

        assertThat(ids).hasSameSizeAs(content.articles());
        assertThat(everyTurn(content.questions())).allSatisfy(question -> {
            assertThat(question.hasArticle()).isTrue();
            assertThat(ids).contains(question.answer());
        });
    }

    @Test
    void everyArticleIsAskedFor() {
        Set<String> asked =
                everyTurn(content.questions()).stream().map(Question::answer).collect(Collectors.toSet());

        assertThat(content.articles()).allSatisfy(article -> assertThat(asked).contains(article.id()));
    }

    @Test
    void noQuestionIsThereTwice() {
        List<String> texts = Stream.of(content.questions(), content.newTopic(), content.smallTalk())
                .flatMap(list -> everyTurn(list).stream())
                .map(question -> question.text().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(new HashSet<>(texts)).hasSameSizeAs(texts);
    }

    @Test
    void articlesAreShort_andHaveSentencesAndSearchTerms() {
        assertThat(content.articles()).allSatisfy(article -> {
            assertThat(ArticleText.words(String.join(" ", article.sentences())))
                    .as(article.id())
                    .isBetween(80L, 200L);
            assertThat(article.sentences()).as(article.id()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(article.searchTerms()).as(article.id()).hasSizeGreaterThanOrEqualTo(4);
        });
    }

    @Test
    void noArticleCoversTheNewTopic() {
        assertThat(content.newTopic())
                .allSatisfy(question -> assertThat(question.answer()).isEqualTo(Question.NONE));
        assertThat(content.articles())
                .allSatisfy(article -> assertThat(
                                String.join(" ", article.sentences()).toLowerCase(Locale.ROOT))
                        .doesNotContain("breach", "hacked", "hackers", "leaked"));
    }

    @Test
    void anArticleWithoutAnIdIsRefused() {
        assertThatThrownBy(() -> ArticleText.read("## Helmets\nWear one."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("## Helmets");
    }

    @Test
    void followUpsBelongToTheQuestionAboveThem() {
        List<Question> read = QuestionText.read("## fare -> prices\n- how much?\n  - and at night?\n- price");

        assertThat(read).extracting(Question::text).containsExactly("how much?", "price");
        assertThat(read.get(0).followUps()).extracting(Question::text).containsExactly("and at night?");
        assertThat(read.get(0).followUps().get(0).answer()).isEqualTo("prices");
        assertThat(read.get(1).followUps()).isEmpty();
    }

    private static List<Question> everyTurn(List<Question> questions) {
        List<Question> all = new ArrayList<>();
        for (Question question : questions) {
            all.add(question);
            all.addAll(question.followUps());
        }
        return all;
    }
}
