package dev.plumbline.ingest.store;

import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.decode.ProtobufDecoder;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.Written;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class StoreIT {
    @Inject
    IngestStore store;

    @Inject
    LedgerStore ledger;

    @Inject
    IngestPipeline pipeline;

    @Inject
    DataSource database;

    private final String trace = Sent.randomTraceId();

    private SpanRecord record(Span.Builder span, LocalDate day, boolean dayOfReceipt) throws Exception {
        OtlpSpan sent = new ProtobufDecoder()
                .spans(Sent.traces(span).toByteArray())
                .items()
                .get(0);
        Normalizer.Normalized normalized = new Normalizer().normalize(1, sent);
        return new SpanRecord(normalized.span(), normalized.payload(), day, dayOfReceipt);
    }

    private static Batch batch(SpanRecord... spans) {
        return new Batch(1, "traces", List.of(spans), List.of(), 0, 0);
    }

    @Test
    void sameSpanAnywhere_isOneRow() throws Exception {
        Span.Builder span = Sent.span(trace, Sent.randomSpanId(), "", Map.of());
        Span.Builder old = Sent.span(trace, Sent.randomSpanId(), "", Map.of()).setStartTimeUnixNano(1);
        LocalDate today = LocalDate.of(2026, 3, 1);

        Written twiceInOneBatch = store.store(batch(record(span, today, false), record(span, today, false)));
        Written again = store.store(batch(record(span, today, false)));
        Written beforeMidnight = store.store(batch(record(old, today, true)));
        Written afterMidnight = store.store(batch(record(old, today.plusDays(1), true)));

        assertThat(twiceInOneBatch).isEqualTo(new Written(1, 1));
        assertThat(again).isEqualTo(new Written(0, 1));
        assertThat(beforeMidnight).isEqualTo(new Written(1, 0));
        assertThat(afterMidnight).isEqualTo(new Written(0, 1));
        assertThat(new TraceReader(database).trace(1, trace)).hasSize(2);
    }

    @Test
    void sameSpansFromManySendersAtOnce_areOneRowEach() throws Exception {
        LocalDate day = LocalDate.of(2026, 3, 2);
        List<SpanRecord> spans = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            spans.add(record(Sent.span(trace, Sent.randomSpanId(), "", Map.of()), day, false));
        }
        List<CompletableFuture<Integer>> senders = IntStream.range(0, 8)
                .mapToObj(sender -> CompletableFuture.supplyAsync(() -> {
                    List<SpanRecord> shuffled = new ArrayList<>(spans);
                    Collections.rotate(shuffled, sender * 7);
                    try {
                        return store.store(new Batch(1, "traces", shuffled, List.of(), 0, 0))
                                .stored();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();

        int stored = senders.stream().mapToInt(CompletableFuture::join).sum();

        assertThat(stored).isEqualTo(50);
        assertThat(new TraceReader(database).trace(1, trace)).hasSize(50);
    }

    @Test
    void sameIdsWithAnotherStart_showOneStatedWinner() throws Exception {
        String id = Sent.randomSpanId();
        Span.Builder first = Sent.span(trace, id, "", Map.of()).setName("ends later");
        Span.Builder other = first.clone()
                .setName("ends sooner")
                .setStartTimeUnixNano(first.getStartTimeUnixNano() + 5)
                .setEndTimeUnixNano(first.getEndTimeUnixNano() - 5);
        LocalDate day = LocalDate.of(2026, 3, 3);

        store.store(batch(record(other, day, false), record(first, day, false)));

        assertThat(new TraceReader(database).trace(1, trace)).singleElement().satisfies(span -> {
            assertThat(span.span().name()).isEqualTo("ends later");
            assertThat(span.conflict()).isTrue();
        });
    }

    @Test
    void twoProjects_doNotBlockEachOthersIds() throws Exception {
        byte[] message =
                Sent.traces(Sent.span(trace, Sent.randomSpanId(), "", Map.of())).toByteArray();

        pipeline.traces(1, Encoding.PROTOBUF, message);
        pipeline.traces(77, Encoding.PROTOBUF, message);

        assertThat(new TraceReader(database).trace(1, trace)).hasSize(1);
        assertThat(new TraceReader(database).trace(77, trace)).hasSize(1);
    }

    @Test
    void ledger_accountsForEverythingReceived() throws Exception {
        int project = 4711;
        Span.Builder good = Sent.span(trace, Sent.randomSpanId(), "", Map.of());
        Span.Builder bad = Sent.span(trace, "0000000000000000", "", Map.of());
        pipeline.traces(project, Encoding.PROTOBUF, Sent.traces(good, good, bad).toByteArray());
        pipeline.traces(project, Encoding.PROTOBUF, Sent.traces(good).toByteArray());
        pipeline.logs(
                project,
                Encoding.PROTOBUF,
                Sent.log(trace, Sent.randomSpanId(), "other", "x").toByteArray());
        pipeline.metrics(
                project,
                Encoding.JSON,
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{},{}]}}]}]}]}"
                        .getBytes(UTF_8));
        ledger.fold();

        Map<String, LedgerStore.Account> accounts = ledger.lastHour(project).stream()
                .collect(Collectors.toMap(LedgerStore.Account::signal, account -> account));

        assertThat(accounts.get("traces"))
                .extracting(
                        LedgerStore.Account::received,
                        LedgerStore.Account::stored,
                        LedgerStore.Account::duplicate,
                        LedgerStore.Account::rejected,
                        LedgerStore.Account::dropped)
                .containsExactly(4L, 1L, 2L, 1L, 0L);
        assertThat(accounts.get("logs").dropped()).isEqualTo(1);
        assertThat(accounts.get("metrics").dropped()).isEqualTo(2);
        assertThat(accounts.values())
                .allSatisfy(account -> assertThat(account.received())
                        .isEqualTo(account.stored() + account.duplicate() + account.rejected() + account.dropped()));
    }
}
