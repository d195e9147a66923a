package dev.plumbline.console;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Dashboard and rules name only metrics that a service publishes. */
class GrafanaTest {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", ".."));
    private static final Pattern PUBLISHED = Pattern.compile("\"(plumbline\\.[a-z]+(?:\\.[a-z]+)*)\"");
    private static final Pattern USED = Pattern.compile("plumbline_[a-z_]+");

    private static Set<String> published() throws IOException {
        Set<String> names = new HashSet<>();
        for (String service : List.of("trace-ingest", "evaluator", "drift-service", "alerting", "web-ui")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(service).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    String code = Files.readString(file);
                    if (code.contains("MeterRegistry")) {
                        Matcher name = PUBLISHED.matcher(code);
                        while (name.find()) {
                            names.add(name.group(1).replace('.', '_'));
                        }
                    }
                }
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plumbline.json", "rules.yaml"})
    void everyMetric_isPublishedByAService(String file) throws IOException {
        Set<String> published = published();
        Matcher used =
                USED.matcher(Files.readString(ROOT.resolve("deploy/grafana").resolve(file)));
        int count = 0;
        while (used.find()) {
            String name = used.group().replaceAll("(_seconds)?_(total|sum|count|bucket)$", "");
            assertThat(published).as(file).contains(name);
            count++;
        }
        assertThat(count).isGreaterThan(5);
    }
}
