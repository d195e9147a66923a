package dev.plumbline.ingest.otlp;

import jakarta.inject.Singleton;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of all messages that are being received or worked on, over both transports. */
@Singleton
final class Admission {
    private final long limit;
    private final AtomicLong inFlight = new AtomicLong();

    Admission(OtlpConfig config) {
        this.limit = config.maxBytesInFlight();
    }

    /** One message's share; {@link #release} gives all of it back, once. */
    final class Share {
        private long held;

        /** False when the limit would be passed; nothing is taken then. */
        synchronized boolean grow(long bytes) {
            if (inFlight.addAndGet(bytes) > limit) {
                inFlight.addAndGet(-bytes);
                return false;
            }
            held += bytes;
            return true;
        }

        synchronized void release() {
            inFlight.addAndGet(-held);
            held = 0;
        }
    }

    Share open() {
        return new Share();
    }

    long inFlight() {
        return inFlight.get();
    }
}
