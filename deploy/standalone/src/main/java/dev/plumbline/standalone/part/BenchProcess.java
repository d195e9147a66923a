package dev.plumbline.standalone.part;

import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedMain;
import dev.plumbline.standalone.place.Place;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The module deploy/bench in a JVM of its own, which ends with this process. */
public final class BenchProcess {
    private final Place place;

    public BenchProcess(Place place) {
        this.place = place;
    }

    /** Runs to the end; what it prints goes where this process prints. Returns its exit code. */
    public int run(List<String> words) throws IOException, InterruptedException {
        Path pipe = Files.createTempFile("plumbline-pipe", ".jar");
        try {
            List<String> line = new ArrayList<>();
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.addAll(List.of("-Xmx1g", "-Dplumbline.root=" + place.root()));
            line.addAll(List.of("-cp", PipeJar.write(pipe, List.of()) + File.pathSeparator + jar()));
            line.addAll(List.of(PipedMain.class.getName(), "dev.plumbline.bench.BenchMain"));
            line.addAll(words);
            Process bench = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return bench.waitFor();
        } finally {
            Files.deleteIfExists(pipe);
        }
    }

    /** Its manifest names its libraries. */
    private Path jar() throws IOException {
        Path target = place.root().resolve("deploy/bench/target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                Optional<Path> jar = files.filter(
                                file -> file.getFileName().toString().matches("bench-[0-9].*\\.jar"))
                        .findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new IllegalStateException("the benchmarks are not built: no jar in " + target);
    }
}
