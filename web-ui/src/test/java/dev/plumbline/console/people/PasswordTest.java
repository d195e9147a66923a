package dev.plumbline.console.people;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordTest {
    @Test
    void hash_matchesItsPasswordAlone_andNoTwoAreTheSame() {
        String stored = Password.hash("correct horse battery");

        assertThat(stored).startsWith("pbkdf2-sha256$600000$").doesNotContain("horse");
        assertThat(Password.matches("correct horse battery", stored)).isTrue();
        assertThat(Password.matches("correct horse batterx", stored)).isFalse();
        assertThat(Password.hash("correct horse battery")).isNotEqualTo(stored);
        assertThat(Password.matches("", Password.NOBODYS)).isFalse();
        assertThat(Password.matches("x", "plain")).isFalse();
    }

    @Test
    void passwordThatIsGuessedAtOnce_isNone() {
        assertThat(Password.problem("elevenchars", "kim")).isPresent();
        assertThat(Password.problem("aaaaaaaaaaaaaaaa", "kim")).isPresent();
        assertThat(Password.problem("Kim.Longname-1", "kim.longname-1")).isPresent();
        assertThat(Password.problem("x".repeat(201), "kim")).isPresent();
        assertThat(Password.problem("correct horse battery", "kim")).isEmpty();
    }
}
