package dev.plumbline.bench.stand;

import dev.plumbline.servers.process.FreePort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * PostgreSQL with fsync on, Kafka, trace-ingest, alerting and an evaluator that asks a judge, each its own process on free
 * ports and all in a temporary directory. They end with this process, whatever ends it.
 */
public final class EvaluatorStand implements AutoCloseable {
    /** As the launcher starts alerting and the evaluator. */
    private static final List<String> ALERTING =
            List.of("-Xms24m", "-Xmx128m", "-XX:+UseSerialGC", "-Xss512k", "-XX:TieredStopAtLevel=1");

    private static final List<String> EVALUATOR =
            List.of("-Xms32m", "-Xmx384m", "-XX:+UseSerialGC", "-Xss512k", "-XX:+ExitOnOutOfMemoryError");

    private final Path root;
    private final Servers servers;
    private final int otlpHttp = FreePort.any();
    private ServiceProcess evaluator;
    private int starts;

    /**
     * Starts all and returns when they are ready.
     *
     * @param evaluator properties, {@code name=value}
     * @param alerting the same
     */
    public EvaluatorStand(Path root, List<String> evaluator, List<String> alerting) {
        this.root = root;
        this.servers = new Servers(root);
        ServiceProcess ingest = servers.start(
                new ServiceProcess.Launch(
                        ServiceProcess.Launch.runner(root, "trace-ingest"),
                        "trace-ingest",
                        StandSettings.LAUNCHER_FLAGS,
                        Map.of(
                                "PLUMBLINE_OTLP_GRPC_PORT",
                                String.valueOf(FreePort.any()),
                                "PLUMBLINE_OTLP_HTTP_PORT",
                                String.valueOf(otlpHttp))),
                "plumbline_trace");
        // It makes the tables that the evaluator reads.
        ingest.awaitReady();
        ServiceProcess alerts = servers.start(launch("alerting", "alerting", ALERTING, alerting), "plumbline_alert");
        this.evaluator = start(evaluator);
        alerts.awaitReady();
    }

    /** Ends the evaluator as a restart does, and starts it again with other properties. */
    public void restart(List<String> properties) {
        evaluator.stop();
        evaluator = start(properties);
    }

    private ServiceProcess start(List<String> properties) {
        starts++;
        ServiceProcess process =
                servers.start(launch("evaluator", "evaluator-" + starts, EVALUATOR, properties), "plumbline_eval");
        process.awaitReady();
        return process;
    }

    private ServiceProcess.Launch launch(String service, String name, List<String> heap, List<String> properties) {
        List<String> flags = new ArrayList<>(heap);
        properties.forEach(property -> flags.add("-D" + property));
        return new ServiceProcess.Launch(ServiceProcess.Launch.runner(root, service), name, flags, Map.of());
    }

    /** Where spans are sent to, by OTLP over HTTP. */
    public int httpPort() {
        return otlpHttp;
    }

    public long evaluatorPid() {
        return evaluator.pid();
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
