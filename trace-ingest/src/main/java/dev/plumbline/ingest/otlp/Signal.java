package dev.plumbline.ingest.otlp;

import org.jspecify.annotations.Nullable;

/** What OTLP carries, and the name under which each transport asks for it. */
enum Signal {
    TRACES("/v1/traces", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"),
    LOGS("/v1/logs", "/opentelemetry.proto.collector.logs.v1.LogsService/Export"),
    METRICS("/v1/metrics", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");

    final String httpPath;
    final String grpcPath;

    Signal(String httpPath, String grpcPath) {
        this.httpPath = httpPath;
        this.grpcPath = grpcPath;
    }

    static @Nullable Signal ofHttp(String path) {
        for (Signal signal : values()) {
            if (signal.httpPath.equals(path)) {
                return signal;
            }
        }
        return null;
    }

    static @Nullable Signal ofGrpc(String path) {
        for (Signal signal : values()) {
            if (signal.grpcPath.equals(path)) {
                return signal;
            }
        }
        return null;
    }
}
