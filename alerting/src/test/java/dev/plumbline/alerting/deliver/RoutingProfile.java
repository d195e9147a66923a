package dev.plumbline.alerting.deliver;

import io.quarkus.test.junit.QuarkusTestProfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Alerting with a routing file and a directory of rules, which soon misses scores that do not come. */
public final class RoutingProfile implements QuarkusTestProfile {
    private static final String FILE = """
            time_intervals:
            - name: always
              time_intervals: [{years: ['2000:2100']}]
            inhibit_rules:
            - source_matchers: ['feature=~".*-parent"']
              target_matchers: ['feature=~".*-child"']
            route:
              receiver: nobody
              group_by: [kind]
              group_wait: 5s
              group_interval: 2s
              routes:
              - matchers: ['feature=~".*-(together|child|parent)"']
                receiver: grouped
              - matchers: ['feature=~".*-muted"']
                receiver: grouped
                mute_time_intervals: [always]
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path file = Files.createTempFile("routing", ".yml");
            file.toFile().deleteOnExit();
            Path rules = Files.createTempDirectory("rules");
            rules.toFile().deleteOnExit();
            return Map.of(
                    "plumbline.alerting.routing-file",
                    Files.writeString(file, FILE).toString(),
                    "plumbline.alerting.no-data-after",
                    "12s",
                    "plumbline.alerting.rules-directory",
                    rules.toString(),
                    "plumbline.alerting.trouble-after",
                    "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
