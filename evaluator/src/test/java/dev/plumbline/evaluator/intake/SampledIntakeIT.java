package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.Bus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.reading.Spans;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** With a judge that sees half of the requests, every request has a job for it with a visible decision. */
@QuarkusTest
@TestProfile(ByHand.class)
class SampledIntakeIT {
    /** Not that of other tests, whose records may still be on the bus. */
    private static final int PROJECT = 777;

    private static final String JOBS = "eval.job WHERE project_id = " + PROJECT;

    private final Bus bus = new Bus();
    private final Database database = new Database();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void everyRequest_isChosenByRateOrByRuleOrVisiblyNot() {
        // given
        List<Request> requests = IntStream.range(0, 200)
                .mapToObj(i -> Spans.request(
                        new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)),
                        1,
                        i % 2 == 0 ? SpanStatus.OK : SpanStatus.ERROR))
                .toList();

        // when
        requests.forEach(bus::send);
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 400);

        // then
        List<Map<String, Object>> ends =
                List.copyOf(database.rows("SELECT reason, probability, state, end_reason, count(*) AS n FROM " + JOBS
                        + " AND kind = 'judge' GROUP BY reason, probability, state, end_reason ORDER BY reason"));
        assertThat(ends)
                .extracting(
                        row -> row.get("reason"),
                        row -> row.get("probability"),
                        row -> row.get("state"),
                        row -> row.get("end_reason"))
                .containsExactly(
                        tuple("none", 0.5, "not_scored", "not sampled"),
                        tuple("rate", 0.5, "open", null),
                        tuple("rule:error", 1.0, "open", null));
        assertThat(ends.stream().mapToLong(row -> (Long) row.get("n")).sum()).isEqualTo(200);
        assertThat((Long) ends.get(1).get("n")).isBetween(60L, 140L);

        // and the same again changes nothing
        requests.forEach(bus::send);
        Request last = Spans.request(new RequestRef(PROJECT, TraceData.traceId(), Spans.id(1)), 1, SpanStatus.OK);
        IntStream.range(0, 12).forEach(i -> bus.send("key-" + i, Bus.json(Bus.settled(last))));
        await().atMost(30, SECONDS).until(() -> database.count(JOBS) == 402);
        assertThat(database.rows("SELECT max(fence) AS fence FROM " + JOBS)).containsExactly(Map.of("fence", 0L));
    }
}
