package dev.plumbline.ingest.otlp;

import dev.plumbline.conformance.Rows;
import dev.plumbline.conformance.row.Row;
import dev.plumbline.conformance.row.Senders;
import dev.plumbline.conformance.sender.Target;
import dev.plumbline.conformance.sender.Target.Seen;
import dev.plumbline.ingest.project.KeyStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every row of the OTLP contract against the two receivers. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class OtlpConformanceIT {
    @Inject
    OtlpHttpReceiver http;

    @Inject
    OtlpGrpcReceiver grpc;

    @Inject
    OtlpConfig config;

    @Inject
    KeyStore keys;

    @Inject
    DataSource database;

    private @Nullable Senders senders;

    @TestFactory
    Stream<DynamicTest> row() {
        Senders open = new Senders(new Target(
                "127.0.0.1",
                http.port(),
                grpc.port(),
                new Target.Limits(config.maxMessageBytes(), config.maxBytesInFlight(), config.readTimeout()),
                this::stored,
                keys.create("conformance")));
        senders = open;
        return Rows.all().stream().map(row -> dynamicTest(row.id() + " " + row.says(), () -> check(row, open)));
    }

    @AfterEach
    void close() throws Exception {
        if (senders != null) {
            senders.close();
        }
    }

    private static void check(Row row, Senders senders) throws Exception {
        try {
            row.check().run(senders);
        } catch (Row.NotApplicableException e) {
            throw new TestAbortedException(e.getMessage());
        }
    }

    private List<Seen> stored(@Nullable String key, String traceId) throws SQLException {
        int project = key == null ? KeyStore.DEFAULT_PROJECT : keys.project(key).orElseThrow();
        return new TraceReader(database)
                .trace(project, traceId).stream().map(OtlpConformanceIT::seen).toList();
    }

    private static Seen seen(StoredSpan stored) {
        return new Seen(
                stored.span().key().spanId(),
                stored.span().parentSpanId(),
                stored.span().name(),
                stored.payload().attributes(),
                stored.payload().links().size(),
                stored.payload().events().size());
    }
}
