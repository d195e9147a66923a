package dev.plumbline.bench.stand;

import dev.plumbline.servers.process.FreePort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * PostgreSQL with fsync on, Kafka and trace-ingest, each its own process on free ports and all in a temporary directory.
 * They end with this process, whatever ends it.
 */
public final class Stand implements AutoCloseable {
    private final StandSettings settings;
    private final Servers servers;
    private final ServiceProcess ingest;
    private final int grpc = FreePort.any();
    private final int otlpHttp = FreePort.any();

    private Stand(StandSettings settings) {
        this.settings = settings;
        this.servers = new Servers(settings.root(), settings.database());
        this.ingest = servers.start(
                new ServiceProcess.Launch(
                        ServiceProcess.Launch.runner(settings.root(), "trace-ingest"),
                        "trace-ingest",
                        settings.ingestFlags(),
                        Map.of(
                                "PLUMBLINE_OTLP_GRPC_PORT",
                                String.valueOf(grpc),
                                "PLUMBLINE_OTLP_HTTP_PORT",
                                String.valueOf(otlpHttp))),
                "plumbline_trace");
        ingest.awaitReady();
    }

    /** Starts all three and returns when they are ready. */
    public static Stand start(StandSettings settings) {
        return new Stand(settings);
    }

    /**
     * Starts the console too.
     *
     * @param owners the address under which all other services answer
     * @return its address, when it is ready
     */
    public String console(String owners) {
        // As the launcher starts it.
        List<String> flags = new ArrayList<>(List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k"));
        for (String service : List.of("trace-ingest", "evaluator", "drift-service", "alerting")) {
            flags.add("-Dplumbline.services." + service + "=" + owners);
        }
        ServiceProcess console = servers.start(
                new ServiceProcess.Launch(
                        ServiceProcess.Launch.runner(settings.root(), "web-ui"), "web-ui", flags, Map.of()),
                "plumbline_console");
        console.awaitReady();
        return console.address();
    }

    /** What can be killed. */
    public enum Server {
        INGEST,
        KAFKA,
        POSTGRES
    }

    /** Kills the server with SIGKILL, starts it again and returns when it answers. */
    public void killAndRestart(Server server) {
        switch (server) {
            case INGEST -> {
                ingest.kill();
                ingest.startAgain();
                ingest.awaitReady();
            }
            case KAFKA -> servers.killAndRestartKafka();
            case POSTGRES -> servers.killAndRestartPostgres();
        }
    }

    public int grpcPort() {
        return grpc;
    }

    public int httpPort() {
        return otlpHttp;
    }

    public long ingestPid() {
        return ingest.pid();
    }

    public long postgresPid() {
        return servers.postgresPid();
    }

    /** For {@code bootstrap.servers}. */
    public String kafka() {
        return servers.kafka();
    }

    /** Connections as the superuser. */
    public DataSource database() {
        return servers.database();
    }

    /** Stops all and removes what they wrote. */
    @Override
    public void close() {
        servers.close();
    }
}
