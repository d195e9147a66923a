package dev.plumbline.ingest.outbox;

import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.outbox.Outbox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The outbox on a schema of its own, beside which no relay runs. */
class OutboxIT {
    private static DataSource database;

    private final Outbox outbox = new Outbox("eval");
    private final List<String> sent = new ArrayList<>();

    @BeforeAll
    static void schema() throws Exception {
        database = PlumblineServers.shared().as("plumbline_eval");
        execute("CREATE TABLE eval.outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text NOT NULL,"
                + " key text NOT NULL, value bytea NOT NULL)");
    }

    @BeforeEach
    void empty() throws Exception {
        execute("TRUNCATE eval.outbox");
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void transactionHeldOpenAcrossTwoRelays_losesNothing() throws Exception {
        try (Connection slow = database.getConnection();
                Connection quick = database.getConnection()) {
            slow.setAutoCommit(false);
            outbox.append(slow, List.of(event("slow, with the lower id")));
            outbox.append(quick, List.of(event("quick")));

            outbox.relay(database, 10, this::take);
            outbox.relay(database, 10, this::take);

            assertThat(sent).containsExactly("quick");
            slow.commit();
        }

        outbox.relay(database, 10, this::take);

        assertThat(sent).containsExactly("quick", "slow, with the lower id");
    }

    @Test
    void whatTheBusRefuses_staysAndIsSentLater() throws Exception {
        append("one", "two");

        assertThatThrownBy(() -> outbox.relay(
                        database,
                        10,
                        event -> event.value().length == 3 && sent.isEmpty()
                                ? CompletableFuture.failedFuture(new IllegalStateException("bus is away"))
                                : take(event)))
                .isInstanceOf(Outbox.BusException.class);
        outbox.relay(database, 10, this::take);

        assertThat(sent).contains("one", "two");
        assertThat(outbox.backlog(database)).isZero();
    }

    @Test
    void twoRelaysAtOnce_sendEachEventOnce() throws Exception {
        append("one", "two", "three", "four");

        outbox.relay(database, 2, event -> {
            CompletableFuture<Void> taken = take(event);
            if (sent.size() == 2) {
                // The first relay still holds its two rows: the second passes them by.
                return taken.thenRun(() -> relayRest());
            }
            return taken;
        });

        assertThat(sent).containsExactlyInAnyOrder("one", "two", "three", "four");
    }

    private void relayRest() {
        try {
            outbox.relay(database, 10, this::take);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(String... values) throws Exception {
        try (Connection connection = database.getConnection()) {
            outbox.append(
                    connection, List.of(values).stream().map(OutboxIT::event).toList());
        }
    }

    private CompletableFuture<Void> take(Outbox.Event event) {
        sent.add(new String(event.value(), StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    private static Outbox.Event event(String value) {
        return new Outbox.Event("topic", "key", value.getBytes(StandardCharsets.UTF_8));
    }
}
