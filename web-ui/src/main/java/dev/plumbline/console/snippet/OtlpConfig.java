package dev.plumbline.console.snippet;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.net.URI;

/** Where applications send their traces, as they see it; the rest of {@code plumbline.otlp} belongs to trace-ingest. */
@Singleton
public class OtlpConfig {
    private final URI http;
    private final URI grpc;

    OtlpConfig(
            @ConfigProperty(name = "plumbline.otlp.public-http") URI http,
            @ConfigProperty(name = "plumbline.otlp.public-grpc") URI grpc) {
        this.http = http;
        this.grpc = grpc;
    }

    public URI publicHttp() {
        return http;
    }

    public URI publicGrpc() {
        return grpc;
    }
}
