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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The console as a process of its own, with other services at one address. */
final class ConsoleProcess {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final int port = FreePort.any();
    private final PipedProcess process;

    /** @param owners the address under which all other services answer */
    ConsoleProcess(Path root, Path directory, Map<String, String> servers, String owners) {
        Path runner = root.resolve("web-ui/target/quarkus-app/quarkus-run.jar");
        Path pipe = PipeJar.write(directory.resolve("console-pipe.jar"), List.of());
        Map<String, String> environment = new HashMap<>(servers);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the launcher starts it.
        words.addAll(List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k"));
        for (String service : List.of("trace-ingest", "evaluator", "drift-service", "alerting")) {
            words.add("-Dplumbline.services." + service + "=" + owners);
        }
        words.addAll(List.of("-cp", pipe + File.pathSeparator + runner));
        words.addAll(List.of(PipedMain.class.getName(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        this.process = PipedProcess.start(new Command(words, environment, directory, directory.resolve("web-ui.log")));
    }

    /** Waits until it says that it is ready. @return its address */
    String awaitReady() {
        Deadline deadline = Deadline.in(START);
        while (!ready()) {
            if (!process.alive() || deadline.passed()) {
                throw new ServerException("web-ui does not start:\n  " + String.join("\n  ", process.lastLines(12)));
            }
            deadline.pause();
        }
        return "http://127.0.0.1:" + port;
    }

    private boolean ready() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
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

    void stop() {
        process.stop(STOP);
    }
}
