package dev.plumbline.console.saved;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SavedViewTest {
    @ParameterizedTest
    @ValueSource(strings = {"/traces", "/traces?last=24h&not.release=2.4.0&text=a%20b", "/traces?project=2"})
    void listOfTraces_isAnAddress(String address) {
        assertThat(SavedView.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example/traces",
                "/traces/../settings",
                "/tracesx",
                "javascript:alert(1)",
                "/traces?a=b c",
                "/traces?a=b\nLocation: x",
                "/traces?a#b",
                "https://evil.example/traces",
                "/traces?a=\\x",
                "/traces?\u202E"
            })
    void anythingElse_isNone(String address) {
        assertThat(SavedView.isAddress(address)).isFalse();
    }

    @Test
    void longOnes_areNone() {
        assertThat(SavedView.isAddress("/traces?" + "a".repeat(2_000))).isFalse();
        assertThat(SavedView.isName("a".repeat(61))).isFalse();
        assertThat(SavedView.isName(" ")).isFalse();
        assertThat(SavedView.isName("failed, monthly")).isTrue();
    }
}
