package dev.plumbline.bench.stand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * PostgreSQL with fsync on, Kafka and replicas of alerting, each its own process on free ports and all in a temporary
 * directory. They end with this process, whatever ends it.
 */
public final class AlertingStand implements AutoCloseable {
    /** As the launcher starts alerting. */
    private static final List<String> FLAGS = List.of(
            "-Xms24m",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1");

    private final Servers servers;
    private final List<ServiceProcess> replicas = new ArrayList<>();

    private AlertingStand(Path root, int count, List<String> properties) {
        this.servers = new Servers(root);
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("-Dplumbline.alerting.allow-private-receivers=true");
        properties.forEach(property -> flags.add("-D" + property));
        for (int i = 0; i < count; i++) {
            replicas.add(servers.start(
                    new ServiceProcess.Launch(
                            ServiceProcess.Launch.runner(root, "alerting"), "alerting-" + i, flags, Map.of()),
                    "plumbline_alert"));
        }
        replicas.forEach(ServiceProcess::awaitReady);
    }

    /**
     * Starts all and returns when they are ready.
     *
     * @param replicas of alerting
     * @param properties of alerting, {@code name=value}
     */
    public static AlertingStand start(Path root, int replicas, List<String> properties) {
        return new AlertingStand(root, replicas, properties);
    }

    /** The process of each replica; another one after it was started again. */
    public List<Long> pids() {
        return replicas.stream().map(ServiceProcess::pid).toList();
    }

    /** Where a replica's API is. */
    public String address(int replica) {
        return replicas.get(replica).address();
    }

    /** Kills a replica with SIGKILL. */
    public void kill(int replica) {
        replicas.get(replica).kill();
    }

    /** Starts a killed replica again, and returns before it is ready. */
    public void startAgain(int replica) {
        replicas.get(replica).startAgain();
    }

    public void awaitReady(int replica) {
        replicas.get(replica).awaitReady();
    }

    /** Makes a replica stand still, as a long pause of its machine would. */
    public void pause(int replica) throws IOException, InterruptedException {
        signal("STOP", replica);
    }

    /** Lets a replica go on that stood still. */
    public void resume(int replica) throws IOException, InterruptedException {
        signal("CONT", replica);
    }

    private void signal(String name, int replica) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(replicas.get(replica).pid()))
                .start()
                .waitFor();
    }

    public void killAndRestartKafka() {
        servers.killAndRestartKafka();
    }

    public void killAndRestartPostgres() {
        servers.killAndRestartPostgres();
    }

    /** For {@code bootstrap.servers}. */
    public String kafka() {
        return servers.kafka();
    }

    /** What callers of the API sign their identity with. */
    public String secret() {
        return Servers.SECRET;
    }

    /** Connections as the superuser. */
    public DataSource database() {
        return servers.database();
    }

    /** Ends all and removes what they wrote; the replicas are killed, since nothing they could finish is looked at. */
    @Override
    public void close() {
        replicas.forEach(ServiceProcess::kill);
        servers.close();
    }
}
