package dev.plumbline.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {

    private static final Path TEMPORARY = Path.of("/tmp");

    @Test
    void defaultsAreAsTheUsageSays() {
        Options options = Options.parse(List.of(), TEMPORARY);

        assertThat(options)
                .isEqualTo(new Options(
                        "http://127.0.0.1:4317",
                        "http://127.0.0.1:8080",
                        false,
                        new Options.Load(1, Duration.ofMinutes(2), Duration.ofHours(10), 140),
                        Duration.ofSeconds(240),
                        Path.of("/tmp/plumbline-demo")));
        assertThat(options.load().sessions()).isEqualTo(1_400);
        assertThat(options.load().pause()).isEqualTo(Duration.ofMillis(25_714));
        assertThat(Options.USAGE).contains(options.otlp(), options.api(), "(140)", "(240)");
    }

    @Test
    void everyOptionIsRead() {
        Options options = Options.parse(
                List.of(
                        "--otlp",
                        "http://h:1/",
                        "--api",
                        "https://h:2",
                        "--exit",
                        "--seed",
                        "7",
                        "--minutes",
                        "0.5",
                        "--hours",
                        "3",
                        "--rate",
                        "60",
                        "--wait",
                        "9",
                        "--data",
                        "/d"),
                TEMPORARY);

        assertThat(options)
                .isEqualTo(new Options(
                        "http://h:1",
                        "https://h:2",
                        true,
                        new Options.Load(7, Duration.ofSeconds(30), Duration.ofHours(3), 60),
                        Duration.ofSeconds(9),
                        Path.of("/d")));
    }

    @ParameterizedTest
    @CsvSource({
        "--speed, 3, --speed",
        "--minutes, 0, --minutes",
        "--minutes, soon, --minutes",
        "--rate, -1, --rate",
        "--api, localhost, --api",
        "--otlp, ftp://x, --otlp",
        "--hours, 0.05, --hours"
    })
    void aWrongOptionIsNamed(String name, String value, String named) {
        List<String> arguments =
                name.equals("--hours") ? List.of("--minutes", "60", name, value) : List.of(name, value);

        assertThatThrownBy(() -> Options.parse(arguments, TEMPORARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("--seed"), TEMPORARY)).hasMessage("--seed needs a value");
    }
}
