package dev.plumbline.ingest.otlp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Settings of the two receivers. */
@ConfigMapping(prefix = "plumbline.otlp")
public interface OtlpConfig {
    /** The address that both receivers listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port of OTLP/gRPC; 0 takes a free one. */
    @WithDefault("4317")
    int grpcPort();

    /** The port of OTLP/HTTP; 0 takes a free one. */
    @WithDefault("4318")
    int httpPort();

    /** The largest message, as sent and again when inflated; the specification advises 64 MiB. */
    @WithDefault("67108864")
    int maxMessageBytes();

    /** Bytes of all messages that are being worked on; more are refused for now, but one may always inflate to its end. */
    @WithDefault("134217728")
    long maxBytesInFlight();

    /** Bytes of all messages that are decoded at once; the others wait, and a larger message is decoded alone. */
    @WithDefault("33554432")
    int maxBytesDecoding();

    /** How long the body of one message may take to arrive; a slower one is refused for now and cut off. */
    @WithDefault("30s")
    Duration readTimeout();

    /** How long a message may wait for a worker; a sender has given up by then. */
    @WithDefault("10s")
    Duration maxWait();

    /** At a stop: how long messages that have arrived may take to be stored and answered. */
    @WithDefault("8s")
    Duration drain();

    /** Whether data without a key is taken, into the default project. */
    @WithDefault("true")
    boolean open();

    /** What an overloaded receiver asks senders to wait, in seconds. */
    @WithDefault("1")
    int retryAfterSeconds();
}
