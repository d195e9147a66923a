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

/** A service as a process of its own; its ports stay the same when it is started again. */
final class ServiceProcess {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(25);
    private static final int OK = 200;

    private final Launch launch;
    private final Path directory;
    private final int http = FreePort.any();
    private PipedProcess process;

    /**
     * What is started.
     *
     * @param runner the built service's {@code quarkus-run.jar}
     * @param name of its log, unlike that of every other process of the stand
     * @param flags of its JVM
     * @param environment beside its HTTP port
     */
    record Launch(Path runner, String name, List<String> flags, Map<String, String> environment) {
        Launch {
            flags = List.copyOf(flags);
            environment = Map.copyOf(environment);
        }

        static Path runner(Path root, String service) {
            return root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        }
    }

    ServiceProcess(Launch launch, Path directory) {
        this.launch = launch;
        this.directory = directory;
        this.process = start();
    }

    private PipedProcess start() {
        if (!Files.exists(launch.runner())) {
            throw new ServerException(launch.runner() + " is missing: build it first");
        }
        Map<String, String> environment = new HashMap<>(launch.environment());
        environment.putAll(Map.of(
                "LC_ALL", "C.UTF-8", "TZ", "UTC", "MALLOC_ARENA_MAX", "2", "QUARKUS_HTTP_PORT", String.valueOf(http)));
        Path pipe = PipeJar.write(directory.resolve(launch.name() + "-pipe.jar"), List.of());
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(launch.flags());
        words.addAll(List.of("-cp", pipe + File.pathSeparator + launch.runner()));
        words.addAll(List.of(PipedMain.class.getName(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return PipedProcess.start(
                new Command(words, environment, directory, directory.resolve(launch.name() + ".log")));
    }

    void startAgain() {
        process.exit().join();
        process = start();
    }

    /** Kills it with SIGKILL and waits until it is gone. */
    void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        process.exit().join();
    }

    /** Waits until it says that it is ready. */
    void awaitReady() {
        Deadline deadline = Deadline.in(START);
        while (!ready()) {
            if (!process.alive() || deadline.passed()) {
                throw new ServerException(
                        launch.name() + " does not start:\n  " + String.join("\n  ", process.lastLines(12)));
            }
            deadline.pause();
        }
    }

    private boolean ready() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address() + "/q/health/ready").toURL().openConnection();
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

    String address() {
        return "http://127.0.0.1:" + http;
    }

    long pid() {
        return process.pid();
    }

    void stop() {
        process.stop(STOP);
    }
}
