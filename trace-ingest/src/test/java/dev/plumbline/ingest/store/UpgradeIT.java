package dev.plumbline.ingest.store;

import com.github.luben.zstd.Zstd;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.testkit.servers.SharedServers;
import dev.plumbline.tracestore.CostReader;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.TraceWriter;
import dev.plumbline.tracestore.Written;
import dev.plumbline.tracestore.statement.StatementReader;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A store that the first version filled yesterday, brought up to date: what it holds is read, and written on. */
class UpgradeIT {
    private static final String FIRST_VERSION = "12";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private static final long START =
            YESTERDAY.atTime(12, 0).toInstant(ZoneOffset.UTC).getEpochSecond() * 1_000_000_000L;

    /** As the first version wrote it. */
    private static final String PAYLOAD = """
            {"dialect":"gen_ai/1","content":{"parameters":{"temperature":0.2},
             "input":[{"role":"user","parts":[{"type":"text","text":"Where is my order?","id":null,"name":null,"json":null}]}],
             "output":[{"role":"assistant","parts":[{"type":"text","text":"On its way.","id":null,"name":null,"json":null}]}],
             "tools":[],"documents":[]},
             "attributes":{"gen_ai.operation.name":"chat"},"resource":{"service.name":"shop"},
             "events":[],"links":[],"notes":[]}
            """;

    private static PGSimpleDataSource store;

    @BeforeAll
    static void fillByTheFirstVersion() throws SQLException {
        SharedServers servers = PlumblineServers.shared();
        try (Connection connection = servers.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE upgraded");
        }
        store = new PGSimpleDataSource();
        store.setUrl(servers.url());
        store.setDatabaseName("upgraded");
        store.setUser("plumbline_trace");
        store.setPassword(SharedServers.PASSWORD);
        PGSimpleDataSource owner = (PGSimpleDataSource) servers.superuser();
        owner.setDatabaseName("upgraded");
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA trace AUTHORIZATION plumbline_trace");
        }
        migrate(FIRST_VERSION);
        insert();
        migrate("latest");
    }

    @AfterAll
    static void drop() throws SQLException {
        try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE upgraded");
        }
    }

    private static void migrate(String version) {
        Flyway.configure(UpgradeIT.class.getClassLoader())
                .dataSource(store)
                .locations("classpath:db/migration/trace")
                .defaultSchema("trace")
                .createSchemas(false)
                .target(version)
                .load()
                .migrate();
    }

    private static void insert() throws SQLException {
        byte[] zstd = Zstd.compress(PAYLOAD.getBytes(StandardCharsets.UTF_8), 3);
        byte[] body = new byte[zstd.length + 1];
        body[0] = 1;
        System.arraycopy(zstd, 0, body, 1, zstd.length);
        try (Connection connection = store.getConnection();
                Statement days = connection.createStatement();
                PreparedStatement span = connection.prepareStatement("""
                        INSERT INTO trace.span (day, project_id, trace_id, span_id, start_nano, end_nano, name, kind, status,
                                                feature, request_model, tokens_in)
                        VALUES (?, 1, ?, ?, ?, ?, 'chat', 'LLM', 'OK', 'shop', 'gpt-4o-mini', 12)""");
                PreparedStatement payload = connection.prepareStatement(
                        "INSERT INTO trace.payload (day, project_id, trace_id, span_id, start_nano, body) VALUES (?, 1, ?, ?, ?, ?)");
                PreparedStatement request = connection.prepareStatement("""
                        INSERT INTO trace.request (day, project_id, trace_id, span_id, version, start_nano, end_nano, status,
                                name, feature, spans, model_calls, tool_calls, documents, fingerprint, digests, input_text,
                                output_text, text_cut, attributes)
                        VALUES (?, 1, ?, ?, 1, ?, ?, 'OK', 'chat', 'shop', 1, 1, 0, 0, ?, ?, 'Where is my order?',
                                'On its way.', false, '{}')""")) {
            days.execute("SELECT trace.ensure_day('" + YESTERDAY + "')");
            days.execute("INSERT INTO trace.truth (project_id, trace_id, span_id, kind, name, source, label, at_nano)"
                    + " VALUES (1, '\\x" + TRACE + "', '\\x" + SPAN + "', 'truth', 'resolved', 'crm', 'yes', " + START
                    + ")");
            key(span);
            span.setLong(5, START + 1_000_000);
            span.executeUpdate();
            key(payload);
            payload.setBytes(5, body);
            payload.executeUpdate();
            key(request);
            request.setLong(5, START + 1_000_000);
            request.setBytes(6, new byte[32]);
            request.setBytes(7, new byte[6 * 32]);
            request.executeUpdate();
        }
    }

    private static void key(PreparedStatement insert) throws SQLException {
        insert.setObject(1, YESTERDAY);
        insert.setBytes(2, HexFormat.of().parseHex(TRACE));
        insert.setBytes(3, HexFormat.of().parseHex(SPAN));
        insert.setLong(4, START);
    }

    private static SpanRecord span(String spanId, LocalDate day, SpanPayload payload) {
        return new SpanRecord(
                new Span(
                        new SpanKey(1, TRACE, spanId, START),
                        null,
                        "chat",
                        SpanKind.LLM,
                        new SpanOutcome(START + 1_000_000, SpanStatus.OK, null),
                        new Origin("shop", null, null, null, null),
                        ModelCall.NONE),
                payload,
                day,
                false);
    }

    @Test
    void whatTheFirstVersionStored_isRead() throws SQLException {
        StoredSpan old = new TraceReader(store).span(1, TRACE, SPAN).orElseThrow();

        assertThat(old.payload().content().input().get(0).plainText()).isEqualTo("Where is my order?");
        assertThat(old.payload().content().parameters()).containsEntry("temperature", 0.2);
        assertThat(old.span().model().usage().input()).isEqualTo(12);
        List<Request> requests = new RequestReader(store).ofTrace(1, TRACE);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).text().input()).isEqualTo("Where is my order?");
        assertThat(new CostReader(store).byRef(List.of(requests.get(0).ref()))).allSatisfy((ref, cost) -> {
            assertThat(cost.usd()).isNull();
            assertThat(cost.calls()).isEmpty();
        });
    }

    @Test
    void truthOfTheFirstVersion_isAStatementThatCounts() throws SQLException {
        StatementReader.Wanted all = new StatementReader.Wanted(1, null, TRACE, Long.MAX_VALUE, 10);

        assertThat(new StatementReader(store).list(all)).singleElement().satisfies(line -> {
            assertThat(line.said().label()).isEqualTo("yes");
            assertThat(line.ended().state()).isEqualTo("joined");
            assertThat(line.ended().counts()).isTrue();
        });
        assertThat(new RequestReader(store).truths(1, TRACE)).hasSize(1);
    }

    @Test
    void yesterdaysPartitions_areWrittenOn_andWhatIsThereIsADuplicate() throws SQLException {
        SpanPayload payload =
                new TraceReader(store).span(1, TRACE, SPAN).orElseThrow().payload();
        TraceWriter writer = new TraceWriter();
        LocalDate today = YESTERDAY.plusDays(1);
        try (Connection connection = store.getConnection()) {
            writer.ensureDays(connection, Set.of(YESTERDAY, today));
            connection.setAutoCommit(false);
            Written written = writer.writeSpans(
                    connection,
                    List.of(
                            span(SPAN, YESTERDAY, payload),
                            span("b7ad6b7169203332", YESTERDAY, payload),
                            span("b7ad6b7169203333", today, payload)));
            connection.commit();

            assertThat(written).isEqualTo(new Written(2, 1));
        }
        assertThat(new TraceReader(store).trace(1, TRACE)).hasSize(3);
    }
}
