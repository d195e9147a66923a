package dev.plumbline.evaluator.report;

import dev.plumbline.contracts.query.BadParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScoreCursorTest {
    @Test
    void cursor_survivesItsText() {
        ScoreCursor cursor = new ScoreCursor(
                Long.MAX_VALUE, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "grounded", "judge:org/m:é/1");

        assertThat(ScoreCursor.of(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "YQ", "MQphCmIKYwpk"})
    void anythingElse_isRefusedByName(String text) {
        assertThatThrownBy(() -> ScoreCursor.of(text))
                .isInstanceOf(BadParameterException.class)
                .hasMessageStartingWith("cursor ");
    }
}
