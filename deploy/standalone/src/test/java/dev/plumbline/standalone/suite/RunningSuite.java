package dev.plumbline.standalone.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.servers.process.FreePort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The command as built, on ports and in a folder of its own. */
public final class RunningSuite implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private final Path data;
    private final int console = FreePort.any();
    private final int otlpHttp = FreePort.any();
    private final List<String> ports;

    public RunningSuite(Path data) {
        this.data = data;
        this.ports = List.of(
                "--port=" + console,
                "--otlp-http-port=" + otlpHttp,
                "--otlp-grpc-port=" + FreePort.any(),
                "--postgres-port=" + FreePort.any(),
                "--kafka-port=" + FreePort.any(),
                "--internal-port=" + 18081);
    }

    public void up() throws Exception {
        List<String> words = new ArrayList<>(List.of("up", "--detach"));
        words.addAll(ports);
        assertThat(command(words)).as("plumbline up --detach").isZero();
    }

    int down() throws Exception {
        return command(List.of("down"));
    }

    /** What {@code status --json} says. */
    JsonNode status() throws Exception {
        Path out = Files.createTempFile("status", ".json");
        Process process = start(List.of("status", "--json"), out);
        process.waitFor(60, TimeUnit.SECONDS);
        return JSON.readTree(out.toFile());
    }

    long pid(String part) throws Exception {
        for (JsonNode one : status().path("parts")) {
            if (one.path("part").asText().equals(part)) {
                return one.path("pid").asLong();
            }
        }
        throw new IllegalArgumentException("no part " + part);
    }

    /** The process ids of the supervisor and of all parts. */
    List<Long> pids() throws Exception {
        JsonNode status = status();
        List<Long> pids = new ArrayList<>(List.of(status.path("supervisor").asLong()));
        status.path("parts").forEach(part -> pids.add(part.path("pid").asLong()));
        return pids;
    }

    public String otlp() {
        return "http://127.0.0.1:" + otlpHttp;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int command(List<String> words) throws Exception {
        Path out = data.resolve("command.log");
        Process process = start(words, out);
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            System.out.println(Files.readString(out));
        }
        return ended ? process.exitValue() : -1;
    }

    private Process start(List<String> words, Path out) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-Dplumbline.root=" + ROOT,
                "-jar",
                jar().toString()));
        line.add(words.get(0));
        line.add("--data=" + data);
        line.addAll(words.subList(1, words.size()));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(ROOT.resolve("deploy/standalone/target"))) {
            return jars.filter(path -> path.getFileName().toString().matches("standalone-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() throws Exception {
        down();
    }
}
