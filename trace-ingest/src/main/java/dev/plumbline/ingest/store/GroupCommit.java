package dev.plumbline.ingest.store;

import dev.plumbline.tracestore.Written;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes what arrives while commits are under way together in the next one. Nobody waits for company: a batch that finds a
 * writer idle is written at once, so that a batch waits for at most the commits that have begun before it.
 */
final class GroupCommit implements AutoCloseable {
    private static final int GROUP_ITEMS = 2_048;
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    private final Transaction transaction;
    private volatile boolean closed;

    /** Writes batches in one transaction. */
    interface Transaction {
        /** What became of each batch, in order; when it returns, all are durable. */
        List<Written> write(List<Batch> batches) throws SQLException;
    }

    private record Waiting(Batch batch, CompletableFuture<Written> end) {}

    /** @param writers how many transactions may be under way at once */
    GroupCommit(int writers, Transaction transaction) {
        this.transaction = transaction;
        for (int i = 0; i < writers; i++) {
            Thread writer = new Thread(this::writeOn, "group-commit-" + i);
            writer.setDaemon(true);
            writer.start();
            this.writers.add(writer);
        }
    }

    /**
     * Returns when the batch is durable.
     *
     * @throws SQLException when it was not stored, or when that is not known; it may be sent again
     */
    Written store(Batch batch) throws SQLException {
        Waiting waiting = new Waiting(batch, new CompletableFuture<>());
        queue.add(waiting);
        if (closed && queue.remove(waiting)) {
            throw new SQLException("the store is shutting down");
        }
        try {
            return waiting.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SQLException("not stored: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            queue.remove(waiting);
            throw new SQLException("not stored within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while storing", e);
        }
    }

    /** Batches that no writer has begun with. */
    int waiting() {
        return queue.size();
    }

    private void writeOn() {
        while (!closed || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    write(group(first));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Waiting> group(Waiting first) {
        List<Waiting> group = new ArrayList<>(List.of(first));
        int items = first.batch().received();
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            group.add(next);
            items += next.batch().received();
            if (items >= GROUP_ITEMS) {
                break;
            }
        }
        return group;
    }

    private void write(List<Waiting> group) {
        try {
            List<Written> written =
                    transaction.write(group.stream().map(Waiting::batch).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).end().complete(written.get(i));
            }
        } catch (SQLException | RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).end().completeExceptionally(e);
            } else {
                // One batch that cannot be stored must not take its neighbours down.
                group.forEach(one -> write(List.of(one)));
            }
        }
    }

    /** Writes what is waiting and ends. */
    @Override
    public void close() {
        closed = true;
        for (Thread writer : writers) {
            try {
                writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
