package dev.plumbline.testkit.servers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * PostgreSQL and Kafka for the tests of a service:
 *
 * <pre>{@code
 * @QuarkusTestResource(value = PlumblineServers.class,
 *     initArgs = {@ResourceArg(name = "role", value = "plumbline_eval"), @ResourceArg(name = "traceSchema", value = "true")})
 * }</pre>
 *
 * Arguments: {@code role} (required), {@code kafka} (default true), {@code traceSchema} (default false: brings the schema
 * trace up to date first), {@code topics} (further topics to make, separated by commas).
 */
public final class PlumblineServers implements QuarkusTestResourceLifecycleManager {
    /** What the services of a test installation share. */
    public static final String SECRET = "secret-of-tests-0123456789abcdef";

    private Map<String, String> arguments = Map.of();

    /** The servers of this JVM, without Quarkus. */
    public static SharedServers shared() {
        return new SharedServers();
    }

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        String role = arguments.get("role");
        if (role == null) {
            throw new IllegalArgumentException("PlumblineServers needs the argument role, for example plumbline_trace");
        }
        SharedServers servers = shared();
        Map<String, String> config = new HashMap<>();
        if (Boolean.parseBoolean(arguments.getOrDefault("kafka", "true"))) {
            servers.startBoth();
            servers.topics(Arrays.stream(arguments.getOrDefault("topics", "").split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet()));
            config.put("kafka.bootstrap.servers", servers.kafka());
        }
        if (Boolean.parseBoolean(arguments.getOrDefault("traceSchema", "false"))) {
            servers.migrateTrace();
        }
        config.put("quarkus.datasource.jdbc.url", servers.url());
        config.put("quarkus.datasource.username", role);
        config.put("quarkus.datasource.password", SharedServers.PASSWORD);
        config.put("plumbline.secret", SECRET);
        config.put("quarkus.http.test-port", "0");
        return config;
    }

    /** They are shared by the tests of this JVM and end with it. */
    @Override
    public void stop() {}
}
