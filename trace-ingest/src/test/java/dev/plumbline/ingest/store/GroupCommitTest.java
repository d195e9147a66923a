package dev.plumbline.ingest.store;

import dev.plumbline.tracestore.Written;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class GroupCommitTest {
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();

    private static Batch batch(int number) {
        return new Batch(number, "traces", List.of(), List.of(), 1, 0);
    }

    /** Each batch is told its own number as what was stored. */
    private List<Written> note(List<Batch> batches) {
        groups.add(batches.stream().map(Batch::projectId).toList());
        return batches.stream().map(batch -> new Written(batch.projectId(), 0)).toList();
    }

    @Test
    void whatArrivesDuringACommit_isWrittenTogetherInTheNext_andEachHearsItsOwnEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (GroupCommit commits = new GroupCommit(1, batches -> {
            begun.countDown();
            hold(release);
            return note(batches);
        })) {
            CompletableFuture<Written> first = store(commits, 1);
            hold(begun);
            List<CompletableFuture<Written>> others = IntStream.range(2, 12)
                    .mapToObj(number -> store(commits, number))
                    .toList();
            await().atMost(30, TimeUnit.SECONDS).until(() -> commits.waiting() == 10);
            release.countDown();

            assertThat(first.get(30, TimeUnit.SECONDS).stored()).isEqualTo(1);
            for (int i = 0; i < others.size(); i++) {
                assertThat(others.get(i).get(30, TimeUnit.SECONDS).stored()).isEqualTo(i + 2);
            }
        }

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0)).containsExactly(1);
    }

    @Test
    void batchThatCannotBeStored_doesNotTakeItsNeighboursDown() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (GroupCommit commits = new GroupCommit(1, batches -> {
            begun.countDown();
            hold(release);
            if (batches.stream().anyMatch(batch -> batch.projectId() == 13)) {
                throw new SQLException("poison");
            }
            return note(batches);
        })) {
            CompletableFuture<Written> first = store(commits, 1);
            hold(begun);
            CompletableFuture<Written> poison = store(commits, 13);
            CompletableFuture<Written> neighbour = store(commits, 2);
            await().atMost(30, TimeUnit.SECONDS).until(() -> commits.waiting() == 2);
            release.countDown();

            assertThat(first.get(30, TimeUnit.SECONDS).stored()).isEqualTo(1);
            assertThat(neighbour.get(30, TimeUnit.SECONDS).stored()).isEqualTo(2);
            assertThatThrownBy(() -> poison.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("poison");
        }
    }

    @Test
    void afterClosing_nothingIsTaken() throws Exception {
        GroupCommit commits = new GroupCommit(2, this::note);
        assertThat(commits.store(batch(1)).stored()).isEqualTo(1);
        commits.close();

        assertThatThrownBy(() -> commits.store(batch(2))).isInstanceOf(SQLException.class);
        assertThat(groups).hasSize(1);
    }

    private static CompletableFuture<Written> store(GroupCommit commits, int number) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return commits.store(batch(number));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
