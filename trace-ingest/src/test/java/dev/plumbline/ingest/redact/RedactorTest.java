package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.scan.Kind;
import dev.plumbline.ingest.redact.Policy.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedactorTest {
    private static final ProjectKey KEY = new ProjectKey("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final ProjectKey OTHER = new ProjectKey("another project!".getBytes(StandardCharsets.US_ASCII));

    private static Redactor all(Mode mode, ProjectKey key) {
        return new Redactor(
                new Policy(
                        Map.of(Kind.EMAIL, mode, Kind.PHONE, mode, Kind.CARD, mode, Kind.IBAN, mode, Kind.SECRET, mode),
                        List.of(new Policy.Pattern("ticket", "T-[0-9]{4}", mode)),
                        List.of()),
                key);
    }

    @Test
    void mask_putsTheKindInItsPlace() {
        Redactor.Tally tally = new Redactor.Tally();

        String text = all(Mode.MASK, KEY).text("Ada <ada@example.org>, T-1234, ada@example.org", tally);

        assertThat(text).isEqualTo("Ada <[email]>, [ticket], [email]");
        assertThat(tally.counts()).isEqualTo(Map.of("email", 2, "ticket", 1));
    }

    @Test
    void token_isTheSameForTheSameTextWithinAProjectOnly() {
        Redactor.Tally tally = new Redactor.Tally();
        String one = all(Mode.TOKEN, KEY).text("ada@example.org", tally);

        assertThat(one).matches("\\[email:[0-9a-f]{16}]");
        assertThat(all(Mode.TOKEN, KEY).text("to ada@example.org!", tally)).isEqualTo("to " + one + "!");
        assertThat(all(Mode.TOKEN, KEY).text("bob@example.org", tally)).isNotEqualTo(one);
        assertThat(all(Mode.TOKEN, OTHER).text("ada@example.org", tally)).isNotEqualTo(one);
    }

    @Test
    void drop_takesTheWholeValue() {
        assertThat(all(Mode.DROP, KEY).text("my number is 4111111111111111", new Redactor.Tally()))
                .isEqualTo(Redactor.DROPPED);
    }

    @Test
    void ids_becomeTokensSoThatTwoUsersStayTwo() {
        Redactor.Tally tally = new Redactor.Tally();
        Redactor redactor = all(Mode.MASK, KEY);

        assertThat(redactor.id("ada@example.org", tally)).isNotEqualTo(redactor.id("bob@example.org", tally));
        assertThat(redactor.id("user-17", tally)).isEqualTo("user-17");
    }

    @Test
    void values_areRedactedWhereverTheyStand() {
        Redactor.Tally tally = new Redactor.Tally();
        Object redacted = all(Mode.MASK, KEY)
                .value(
                        Map.of(
                                "list",
                                List.of("x", Map.of("deep", "a@b.example")),
                                "number",
                                4111111111111111L,
                                "small",
                                7L,
                                "json",
                                "[{\"content\":\"write to a@b.example\"}]"),
                        tally);

        assertThat(redacted)
                .isEqualTo(Map.of(
                        "list",
                        List.of("x", Map.of("deep", "[email]")),
                        "number",
                        "[card]",
                        "small",
                        7L,
                        "json",
                        "[{\"content\":\"write to [email]\"}]"));
    }

    /** Whatever surrounds them: what is planted is gone, what was not planted is still there, and twice is once. */
    @Test
    void anythingPlanted_isGoneAndNothingElse() {
        List<String> secrets = List.of(
                "ada@example.org",
                "4111 1111 1111 1111",
                "DE89370400440532013000",
                "+49 30 901820",
                "T-4711",
                "sk-0123456789abcdefghij");
        List<String> words = List.of("plain", "größe", "日本", "\uD83D\uDE00", "7", "{\"k\":1}", "\n", "\\u0040");
        Random random = new Random(11);
        Redactor redactor = all(Mode.MASK, KEY);
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            StringBuilder kept = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                String word = words.get(random.nextInt(words.size()));
                text.append(word).append(" , ");
                kept.append(word);
                if (random.nextBoolean()) {
                    text.append(secrets.get(random.nextInt(secrets.size()))).append(" , ");
                }
            }
            String redacted = redactor.text(text.toString(), new Redactor.Tally());

            assertThat(secrets).noneMatch(redacted::contains);
            assertThat(redacted.replaceAll("\\[[a-z]+]", "").replace(" , ", "")).isEqualTo(kept.toString());
            assertThat(redactor.text(redacted, new Redactor.Tally())).isEqualTo(redacted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*", "(?=x)y", "(a", "((a{30}){30}){30}", "a{999999999999}", "x|"})
    void patternThatWouldHarm_isRefused(String expression) {
        assertThatThrownBy(() -> UserPatterns.check(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The classic of exponential backtracking takes linear time here. */
    @Test
    void badPattern_cannotHang() {
        UserPatterns.check("(a+)+$");
        Redactor redactor = new Redactor(
                new Policy(Map.of(), List.of(new Policy.Pattern("bad", "(a+)+$", Mode.MASK)), List.of()), KEY);

        assertThat(redactor.text("a".repeat(20_000) + "b", new Redactor.Tally()))
                .endsWith("b");
    }
}
