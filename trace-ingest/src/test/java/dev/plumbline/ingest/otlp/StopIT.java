package dev.plumbline.ingest.otlp;

import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.TraceReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Input 38 of the catalogue: a stop while messages are under way. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class StopIT {
    @Inject
    Vertx vertx;

    @Inject
    Intake intake;

    @Inject
    OtlpConfig config;

    @Inject
    DataSource database;

    @Test
    void stop_answersWhatHasArrivedAndRefusesTheRest() throws Exception {
        Admission admission = new Admission(config);
        OtlpHttpReceiver receiver = new OtlpHttpReceiver(vertx, intake, admission, config);
        receiver.start(new StartupEvent());
        Otlp otlp = new Otlp(receiver.port());
        String trace = Sent.randomTraceId();
        byte[] message =
                Sent.traces(Sent.span(trace, Sent.randomSpanId(), "", Map.of())).toByteArray();
        byte[] other = Sent.traces(Sent.span(Sent.randomTraceId(), Sent.randomSpanId(), "", Map.of()))
                .toByteArray();
        CompletableFuture<Integer> arrived;
        CompletableFuture<Void> stopped;
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            try (Statement lock = holder.createStatement()) {
                lock.execute("LOCK TABLE trace.ledger IN ACCESS EXCLUSIVE MODE");
            }
            arrived = CompletableFuture.supplyAsync(() -> post(otlp, message));
            await().atMost(Duration.ofMinutes(1)).until(this::someoneWaitsForTheLock);

            stopped = CompletableFuture.runAsync(() -> stop(receiver));
            await().atMost(Duration.ofMinutes(1)).until(() -> admission.open() == null);
            assertThat(post(otlp, other)).isEqualTo(503);
            assertThat(arrived).isNotDone();
            holder.rollback();
        }

        assertThat(arrived.get(1, TimeUnit.MINUTES)).isEqualTo(200);
        stopped.get(1, TimeUnit.MINUTES);
        assertThat(new TraceReader(database).trace(1, trace)).hasSize(1);
        assertThatThrownBy(() -> otlp.protobuf("/v1/traces", message)).isInstanceOf(IOException.class);
    }

    private boolean someoneWaitsForTheLock() throws Exception {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'trace.ledger'::regclass"
                                + " AND mode = 'RowExclusiveLock'")) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static int post(Otlp otlp, byte[] message) {
        try {
            return otlp.protobuf("/v1/traces", message).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(OtlpHttpReceiver receiver) {
        try {
            receiver.stop(new ShutdownEvent());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
