package dev.plumbline.standalone.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one installation, all on loopback.
 *
 * @param console  the console and the API
 * @param otlpGrpc OTLP over gRPC
 * @param otlpHttp OTLP over HTTP
 * @param postgres PostgreSQL
 * @param kafka    Kafka
 * @param internal the first of four for trace-ingest, evaluator, drift-service and alerting
 */
public record Ports(int console, int otlpGrpc, int otlpHttp, int postgres, int kafka, int internal) {
    public static final Ports DEFAULT = new Ports(8080, 4317, 4318, 54329, 29092, 8081);

    private static final int HIGHEST = 65535;

    /** A port, what it is for, and the option that changes it. */
    public record Use(int port, String purpose, String option) {}

    /** The port that tells whether a part is ready: the internal HTTP port of a service. */
    public int of(PartName part) {
        return switch (part) {
            case POSTGRES -> postgres;
            case KAFKA -> kafka;
            case TRACE_INGEST -> internal;
            case EVALUATOR -> internal + 1;
            case DRIFT_SERVICE -> internal + 2;
            case ALERTING -> internal + 3;
            case WEB_UI -> console;
        };
    }

    /** The ports that the given parts listen on. */
    public List<Use> uses(List<PartName> parts) {
        List<Use> uses = new ArrayList<>();
        for (PartName part : parts) {
            switch (part) {
                case POSTGRES -> uses.add(new Use(postgres, "PostgreSQL", "--postgres-port"));
                case KAFKA -> uses.add(new Use(kafka, "Kafka", "--kafka-port"));
                case WEB_UI -> uses.add(new Use(console, "the console", "--port"));
                default -> uses.add(new Use(of(part), "internal calls to " + part.text(), "--internal-port"));
            }
            if (part == PartName.TRACE_INGEST) {
                uses.add(new Use(otlpGrpc, "OTLP over gRPC", "--otlp-grpc-port"));
                uses.add(new Use(otlpHttp, "OTLP over HTTP", "--otlp-http-port"));
            }
        }
        return uses;
    }

    /** What is wrong with the numbers themselves: out of range, or one port for two purposes; empty when all is well. */
    public List<String> problems() {
        List<Use> uses = uses(List.of(PartName.values()));
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            Use use = uses.get(i);
            if (use.port() < 1 || use.port() > HIGHEST) {
                problems.add(use.option() + ": " + use.port() + " is not a port");
            }
            for (Use other : uses.subList(0, i)) {
                if (other.port() == use.port()) {
                    problems.add("port " + use.port() + " is for " + other.purpose() + " and for " + use.purpose()
                            + "; change " + other.option() + " or " + use.option());
                }
            }
        }
        return problems;
    }

    public String consoleAddress() {
        return "http://127.0.0.1:" + console;
    }
}
