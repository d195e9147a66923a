package dev.plumbline.standalone.part;

import dev.plumbline.standalone.place.Secrets;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;

import java.util.HashMap;
import java.util.Map;

/** What the services are told, all by environment variables, as they are in a container. */
final class ServiceEnvironment {
    private ServiceEnvironment() {}

    /**
     * The environment of one service.
     *
     * @param inherited the environment of this process: what a person sets there reaches every service
     */
    static Map<String, String> of(PartName part, Ports ports, Secrets secrets, Map<String, String> inherited) {
        Map<String, String> environment = new HashMap<>(inherited);
        environment.keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG") || name.equals("TZ"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
        // Native threads of the embedding model would each get an arena of their own.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(part)));
        environment.put("PLUMBLINE_DB_URL", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/plumbline");
        environment.put("PLUMBLINE_DB_USER", "plumbline_" + schema(part));
        environment.put("PLUMBLINE_DB_PASSWORD", secrets.roles());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        environment.putIfAbsent("PLUMBLINE_SECRET", secrets.identity());
        if (part == PartName.TRACE_INGEST) {
            environment.put("PLUMBLINE_OTLP_GRPC_PORT", String.valueOf(ports.otlpGrpc()));
            environment.put("PLUMBLINE_OTLP_HTTP_PORT", String.valueOf(ports.otlpHttp()));
        }
        if (part == PartName.EVALUATOR) {
            environment.putIfAbsent("PLUMBLINE_JUDGE_TRACE_ENDPOINT", "http://127.0.0.1:" + ports.otlpHttp());
        }
        if (part == PartName.ALERTING) {
            environment.put("PLUMBLINE_ALERTING_CONSOLE_URL", ports.consoleAddress());
            // On one machine a receiver of one's own stands on loopback.
            environment.putIfAbsent("PLUMBLINE_ALERTING_ALLOW_PRIVATE_RECEIVERS", "true");
        }
        if (part == PartName.WEB_UI) {
            environment.put("PLUMBLINE_SERVICES_TRACE_INGEST", internal(ports, PartName.TRACE_INGEST));
            environment.put("PLUMBLINE_SERVICES_EVALUATOR", internal(ports, PartName.EVALUATOR));
            environment.put("PLUMBLINE_SERVICES_DRIFT_SERVICE", internal(ports, PartName.DRIFT_SERVICE));
            environment.put("PLUMBLINE_SERVICES_ALERTING", internal(ports, PartName.ALERTING));
            environment.put("PLUMBLINE_OTLP_PUBLIC_HTTP", "http://127.0.0.1:" + ports.otlpHttp());
            environment.put("PLUMBLINE_OTLP_PUBLIC_GRPC", "http://127.0.0.1:" + ports.otlpGrpc());
        }
        return environment;
    }

    private static String internal(Ports ports, PartName part) {
        return "http://127.0.0.1:" + ports.of(part);
    }

    private static String schema(PartName part) {
        return switch (part) {
            case TRACE_INGEST -> "trace";
            case EVALUATOR -> "eval";
            case DRIFT_SERVICE -> "drift";
            case ALERTING -> "alert";
            case WEB_UI -> "console";
            case POSTGRES, KAFKA -> throw new IllegalArgumentException(part.text() + " is no service");
        };
    }
}
