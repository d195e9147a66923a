package dev.plumbline.evaluator.scoring.expression;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpressionTest {
    private static final String[] MANY =
            IntStream.range(0, 100).mapToObj(i -> "passage " + i).toArray(String[]::new);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size(answer) <= 40|PASS",
                "size(answer) <= 4|FAIL",
                "answer.matches('[0-9]+ dollars')|PASS",
                "answer.lowerAscii().contains('it costs') && !answer.contains('sorry')|PASS",
                "passages.exists(p, p.contains('17'))|PASS",
                "size(passages) == 0 ? answer == 'I do not know.' : answer != ''|PASS",
                "size(answer.split(' ')) > 20|FAIL",
                "question.endsWith('?') && size(instructions) == 0|PASS",
                // Nothing that can be computed: it abstains, and says why without a word of the content.
                "passages[9] == 'x'|ABSTAIN",
                "1 / size(instructions) > 0|ABSTAIN",
                "answer.matches('[0-9]{1,64} doll[a-z]{1,64}')|PASS"
            })
    void expression_decides(String expression, Label label) {
        Finding finding =
                Expression.of(expression).score(Inputs.grounded("What is it?", "It costs 17 dollars.", "17 dollars"));

        assertThat(finding.label()).isEqualTo(label);
        assertThat(finding.explanation()).doesNotContain("dollars");
    }

    @Test
    void largestPattern_compilesInASmallStack() throws Exception {
        List<Finding> found = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> found.add(
                        Expression.of("answer.matches('^(a|b{1,190})$')").score(Inputs.answer("b".repeat(190)))),
                "small stack",
                256 * 1024);
        thread.start();
        thread.join();

        assertThat(found).extracting(Finding::label).containsExactly(Label.PASS);
    }

    @Test
    void comprehensions_areBoundedTogether() {
        Finding finding = Expression.of("passages.all(p, passages.all(q, p + q != ''))")
                .score(Inputs.grounded("?", "An answer.", MANY));

        assertThat(finding).isEqualTo(Finding.abstain("the expression has no value: iteration budget exceeded"));
    }

    @Test
    void contentThatIsTooLong_isNotRead() {
        assertThat(Expression.of("true")
                        .score(Inputs.answer("a".repeat(Expression.MOST_CHARS + 1)))
                        .label())
                .isEqualTo(Label.ABSTAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "answer|line 1, column 1: expected type 'bool' but found 'string'",
                "size(reply) > 3|line 1, column 6: undeclared reference to 'reply'",
                "answer +|line 1, column 9",
                "answer.replace('a', answer) == ''|undeclared reference to 'replace'",
                "answer.matches('(a{1,900}){1,900}')|too large",
                "answer.matches('((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}')|too large",
                "passages.exists(p, p.matches('(x[]{]{9}){99}'))|too large",
                "answer.matches(question)|written out",
                "answer.matches('(')|RE2",
                "env('PATH') == ''|undeclared reference to 'env'",
                "now() > timestamp('2020-01-01T00:00:00Z')|undeclared reference to 'now'"
            })
    void whatIsNoExpression_isRefusedWithItsPlace(String expression, String fault) {
        assertThatThrownBy(() -> Expression.of(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void lengthAndDepth_areBounded() {
        assertThatThrownBy(() -> Expression.of("true || ".repeat(400) + "true"))
                .hasMessageContaining("longer than 2000 characters");
        assertThatThrownBy(() -> Expression.of("(".repeat(100) + "true" + ")".repeat(100)))
                .hasMessageContaining("recursion limit");
    }
}
