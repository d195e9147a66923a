package dev.plumbline.bench.chaos;

/**
 * How much is sent and broken.
 *
 * @param spans well-formed spans, each counted once
 * @param kills of trace-ingest, Kafka and PostgreSQL in turn
 * @param senders that each wait for an answer before they send on
 */
record ChaosPlan(int spans, int kills, int senders) {
    static final ChaosPlan SHORT = new ChaosPlan(4_000, 3, 8);
    static final ChaosPlan FULL = new ChaosPlan(200_000, 20, 8);
}
