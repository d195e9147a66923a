package dev.plumbline.bench.chaos;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.plumbline.bench.load.OtlpClient;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Applications that send until they have an answer, as OTLP wants them to: what is answered they forget. */
final class Senders {
    private static final int OK = 0;
    private static final int INVALID_ARGUMENT = 3;
    private static final int UNAVAILABLE = 14;
    private static final long PAUSE_NANOS = 100_000_000L;

    private final OtlpClient client;
    private final ChaosTraffic traffic;
    private final List<Thread> threads = new ArrayList<>();

    /** What the senders know. */
    static final class Notes {
        final Set<String> answered = ConcurrentHashMap.newKeySet();
        final AtomicLong answeredItems = new AtomicLong();
        final AtomicLong attemptedItems = new AtomicLong();
        final AtomicLong retries = new AtomicLong();
        final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
    }

    private final Notes notes = new Notes();

    Senders(OtlpClient client, ChaosTraffic traffic, int count) {
        this.client = client;
        this.traffic = traffic;
        for (int i = 0; i < count; i++) {
            threads.add(new Thread(this::sendAll, "sender-" + i));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    boolean sending() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    Notes notes() {
        return notes;
    }

    private void sendAll() {
        for (Shipment next = traffic.next(); next != null; next = traffic.next()) {
            while (!answered(next)) {
                notes.retries.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Sends once; false when the sender has to come again. */
    private boolean answered(Shipment shipment) {
        notes.attemptedItems.addAndGet(shipment.items());
        OtlpClient.Answer answer;
        try {
            answer = client.send(shipment.message()).join();
        } catch (CompletionException noAnswer) {
            return false;
        }
        if (answer.code() == UNAVAILABLE) {
            return false;
        }
        int right = shipment.readable() ? OK : INVALID_ARGUMENT;
        if (answer.code() != right) {
            notes.wrongAnswers.add("gRPC status " + answer.code() + " instead of " + right);
        } else if (answer.ok()) {
            notes.answered.addAll(shipment.keys());
            notes.answeredItems.addAndGet(shipment.items());
            long rejected = rejected(answer.message());
            if (rejected != shipment.malformed()) {
                notes.wrongAnswers.add(rejected + " spans rejected instead of " + shipment.malformed());
            }
        }
        return true;
    }

    private static long rejected(byte[] message) {
        try {
            return ExportTraceServiceResponse.parseFrom(message)
                    .getPartialSuccess()
                    .getRejectedSpans();
        } catch (InvalidProtocolBufferException e) {
            return -1;
        }
    }
}
