package dev.plumbline.evaluator;

import dev.plumbline.contracts.trace.*;
import dev.plumbline.evaluator.fixture.*;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.*;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.util.*;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(
        value = PlumblineServers.class,
        initArgs = {
            @ResourceArg(name = "role", value = "plumbline_eval"),
            @ResourceArg(name = "traceSchema", value = "true")
        })
class ScratchThroughputIT {
    @Test
    void speed() {
        TraceData traces = new TraceData();
        Database db = new Database();
        Bus bus = new Bus();
        for (int round = 0; round < 2; round++) {
            int n = 3000;
            List<Request> rs = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                RequestRef ref = new RequestRef(50 + round, TraceData.traceId(), Spans.id(1));
                Request r = Spans.request(ref, 1, SpanStatus.OK);
                traces.store(
                        r,
                        Spans.span(ref, 1, null, SpanKind.CHAIN, Content.EMPTY),
                        Spans.span(
                                ref,
                                10,
                                1,
                                SpanKind.RETRIEVER,
                                Spans.retrieved(
                                        "The Sydney Harbour Bridge opened on 19 March 1932. The steel arch spans 503 metres.",
                                        "Ferries leave Circular Quay every twenty minutes. A day ticket costs 17 dollars.")),
                        Spans.span(
                                ref,
                                20,
                                1,
                                SpanKind.LLM,
                                Spans.said(
                                        "When was it opened? " + i,
                                        "The bridge opened on 19 March 1932. Its steel arch spans 503 metres. That is number "
                                                + i + "."),
                                Spans.model("stop")));
                rs.add(r);
            }
            long t = System.nanoTime();
            rs.forEach(bus::send);
            System.out.println("SPEED sent " + (System.nanoTime() - t) / 1e9);
            final int p = 50 + round;
            await().atMost(200, SECONDS)
                    .until(() -> (Long) db.rows("SELECT count(*) AS n FROM eval.job WHERE project_id = " + p
                                            + " AND state = 'scored'")
                                    .get(0)
                                    .get("n")
                            == n);
            System.out.println("SPEED round " + round + " scored " + n + " in " + (System.nanoTime() - t) / 1e9
                    + " s; outbox " + db.count("eval.outbox"));
            await().atMost(100, SECONDS).until(() -> db.count("eval.outbox") == 0);
            System.out.println("SPEED relayed after " + (System.nanoTime() - t) / 1e9);
        }
    }
}
