package dev.plumbline.ingest.otlp;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the bytes of all messages that are being received or worked on, over both transports, and of them those that are
 * decoded at once, since decoded spans take a multiple of their bytes. One message that has arrived may always go on, past
 * the limit by what it inflates to: else those that arrive together could leave no room for any of them to inflate, and
 * all would be told to come again for nothing. At a stop waits for those that are worked on.
 */
@Singleton
final class Admission {
    /** What a message costs besides its bytes, so that their number is bounded too. */
    private static final long OVERHEAD = 4096;

    private final long limit;
    private final int decodable;
    private final Semaphore decoding;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private long inFlight;
    private @Nullable Share pastTheLimit;
    private int working;
    private boolean stopping;

    @Inject
    Admission(OtlpConfig config) {
        this(config.maxBytesInFlight(), config.maxBytesDecoding());
    }

    /** @param decodable a message that is larger is decoded while no other is */
    Admission(long limit, int decodable) {
        this.limit = limit;
        this.decodable = decodable;
        // In order of arrival: a large message must not starve behind small ones.
        this.decoding = new Semaphore(decodable, true);
    }

    /** One message's share; {@link #release} gives all of it back, once. */
    final class Share {
        private long held;
        private boolean whole;
        private int decoding;

        /** False when there is no room or the receiver is stopping; nothing is taken then. */
        boolean grow(long bytes) {
            lock.lock();
            try {
                if (stopping && !whole) {
                    return false;
                }
                if (inFlight + bytes > limit) {
                    if (!whole || pastTheLimit != null && pastTheLimit != this) {
                        return false;
                    }
                    pastTheLimit = this;
                }
                inFlight += bytes;
                held += bytes;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** The message has arrived and is worked on from now; false when the receiver is stopping. */
        boolean work() {
            lock.lock();
            try {
                if (stopping) {
                    return false;
                }
                whole = true;
                working++;
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** Waits its turn to be decoded, once; false when that did not come in time. */
        boolean decode(int bytes, Duration patience) {
            int wanted = Math.min(bytes, decodable);
            try {
                if (!Admission.this.decoding.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                decoding = wanted;
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void release() {
            Admission.this.decoding.release(decoding);
            decoding = 0;
            lock.lock();
            try {
                inFlight -= held;
                held = 0;
                if (pastTheLimit == this) {
                    pastTheLimit = null;
                }
                if (whole) {
                    whole = false;
                    working--;
                    finished.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** A share for a new message; null when there is no room for one. */
    @Nullable
    Share open() {
        Share share = new Share();
        return share.grow(OVERHEAD) ? share : null;
    }

    long inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes nothing new and waits until all that had arrived is answered.
     *
     * @return false when that took longer than the patience
     */
    boolean stop(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            stopping = true;
            while (working > 0 && left > 0) {
                left = finished.awaitNanos(left);
            }
            return working == 0;
        } finally {
            lock.unlock();
        }
    }
}
