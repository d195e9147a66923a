package dev.plumbline.console.frame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThemeResourceTest {

    @ParameterizedTest
    @CsvSource({
        "/traces?feature=a%20b, /traces?feature=a%20b",
        "/, /",
        "//evil.example/x, /",
        "/\\evil.example, /",
        "https://evil.example, /",
        "javascript:alert(1), /",
        "/a b, /",
        ", /",
    })
    void goesBackWithinTheConsoleOnly(String back, String address) {
        assertThat(ThemeResource.local(back)).isEqualTo(address);
    }
}
