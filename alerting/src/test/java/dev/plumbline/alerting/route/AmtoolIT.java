package dev.plumbline.alerting.route;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Our routing tree beside Alertmanager's own tool: the same file, the same labels, the same receivers in the same order. */
class AmtoolIT {
    private static final Path AMTOOL = Path.of("/usr/bin/amtool");
    private static final RoutingFile.Defaults DEFAULTS =
            new RoutingFile.Defaults(Duration.ZERO, Duration.ZERO, Duration.ofHours(4));
    private static final int FILES = 30;
    private static final int LABEL_SETS = 8;

    @TempDir
    Path directory;

    private String theirs(Path file, Map<String, String> labels) throws Exception {
        List<String> line =
                new ArrayList<>(List.of(AMTOOL.toString(), "config", "routes", "test", "--config.file=" + file));
        labels.forEach((name, value) -> line.add(name + "=" + value));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(answer).isZero();
        return answer;
    }

    @Test
    void generatedTrees_routeAsAmtoolSays() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(AMTOOL),
                "skipped: " + AMTOOL + " is missing (Debian package prometheus-alertmanager)");
        Path path = directory.resolve("alertmanager.yml");
        int cases = 0;
        List<String> different = new ArrayList<>();
        List<String> receivers = new ArrayList<>();
        for (int seed = 1; seed <= FILES; seed++) {
            RouteCases drawn = new RouteCases(seed);
            String file = drawn.file();
            Files.writeString(path, file);
            Routing routing = RoutingFile.parse(file, DEFAULTS);
            for (int i = 0; i < LABEL_SETS; i++) {
                Map<String, String> labels = drawn.labels();
                String ours = routing.root().match(labels).stream()
                        .map(Route::receiver)
                        .collect(Collectors.joining(","));
                String theirs = theirs(path, labels);
                cases++;
                receivers.add(theirs);
                if (!ours.equals(theirs)) {
                    different.add("seed " + seed + " " + labels + ": ours " + ours + ", theirs " + theirs);
                }
            }
        }
        System.out.printf("%d cases of routing, %d different answers%n", cases, new TreeSet<>(receivers).size());

        assertThat(different).isEmpty();
        assertThat(receivers)
                .as("the cases differ")
                .anyMatch(names -> names.contains(","))
                .contains("r0", "r1", "r2");
    }
}
