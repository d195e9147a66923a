package dev.plumbline.alerting.alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MatcherTest {
    private static final Map<String, String> LABELS = Map.of("feature", "support", "slice", "app.plan=pro, release=2");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feature|=|support|true",
                "feature|=|supp|false",
                "feature|!=|other|true",
                "feature|!=|support|false",
                "feature|=~|sup.*|true",
                "feature|=~|sup|false",
                "feature|!~|sup|true",
                "feature|!~|support|false",
                "slice|=~|.*app\\.plan=pro.*|true",
                "kind|=|''|true",
                "kind|!=|''|false"
            })
    void operators_areThoseOfAlertmanager(String name, String op, String value, boolean matches) {
        Matcher matcher = new Matcher(name, op, value);

        assertThat(matcher.fault()).isEmpty();
        assertThat(matcher.matches(LABELS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour|=|red|name must",
                "|=|red|name must",
                "feature|==|x|op must",
                "feature||x|op must",
                "feature|=||value must",
                "feature|=~|(|value is no regular expression",
                "feature|=~|(?<=a)b|value is no regular expression"
            })
    void fault_saysWhatIsWrong(String name, String op, String value, String fault) {
        assertThat(new Matcher(name, op, value).fault())
                .hasValueSatisfying(text -> assertThat(text).startsWith(fault));
    }

    /** Patterns come from users: one that backtracks would hold every notification. */
    @Test
    @Timeout(60)
    void nastyPattern_takesNoTime() {
        Matcher matcher = new Matcher("feature", "=~", "(a+)+b");

        assertThat(matcher.matches(Map.of("feature", "a".repeat(500)))).isFalse();
    }
}
