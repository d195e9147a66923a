package dev.plumbline.bench.stand;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.Command;
import dev.plumbline.servers.process.Deadline;
import dev.plumbline.servers.process.FreePort;
import dev.plumbline.servers.process.PipeJar;
import dev.plumbline.servers.process.PipedMain;
import dev.plumbline.servers.process.PipedProcess;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** trace-ingest as a process of its own; its ports stay the same when it is started again. */
final class IngestProcess {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(25);
    private static final int OK = 200;

    private final StandSettings settings;
    private final Path directory;
    private final Map<String, String> environment;
    private final int http = FreePort.any();
    private final int grpc = FreePort.any();
    private final int otlpHttp = FreePort.any();
    private PipedProcess process;

    IngestProcess(StandSettings settings, Path directory, Map<String, String> servers) {
        this.settings = settings;
        this.directory = directory;
        this.environment = new HashMap<>(servers);
        environment.putAll(Map.of(
                "LC_ALL",
                "C.UTF-8",
                "TZ",
                "UTC",
                "MALLOC_ARENA_MAX",
                "2",
                "QUARKUS_HTTP_PORT",
                String.valueOf(http),
                "PLUMBLINE_OTLP_GRPC_PORT",
                String.valueOf(grpc),
                "PLUMBLINE_OTLP_HTTP_PORT",
                String.valueOf(otlpHttp)));
        this.process = launch();
    }

    private PipedProcess launch() {
        Path runner = settings.root().resolve("trace-ingest/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(runner)) {
            throw new ServerException(runner + " is missing: build trace-ingest first");
        }
        Path pipe = PipeJar.write(directory.resolve("pipe.jar"), List.of());
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(settings.ingestFlags());
        words.addAll(List.of("-cp", pipe + File.pathSeparator + runner));
        words.addAll(List.of(PipedMain.class.getName(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return PipedProcess.start(new Command(words, environment, directory, directory.resolve("trace-ingest.log")));
    }

    void startAgain() {
        process.exit().join();
        process = launch();
    }

    /** Waits until it says that it is ready. */
    void awaitReady() {
        Deadline deadline = Deadline.in(START);
        while (!ready()) {
            if (!process.alive() || deadline.passed()) {
                throw new ServerException("trace-ingest does not start:\n  " + String.join("\n  ", lastLines()));
            }
            deadline.pause();
        }
    }

    private boolean ready() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + http + "/q/health/ready")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    int grpcPort() {
        return grpc;
    }

    int otlpHttpPort() {
        return otlpHttp;
    }

    long pid() {
        return process.pid();
    }

    List<String> lastLines() {
        return process.lastLines(12);
    }

    void stop() {
        process.stop(STOP);
    }
}
