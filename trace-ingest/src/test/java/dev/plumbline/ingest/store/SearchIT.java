package dev.plumbline.ingest.store;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.ingest.MadeRequests;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.RequestQuery;
import dev.plumbline.tracestore.RequestReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class SearchIT {
    private static final int PROJECT = 7_002;
    private static final RequestQuery.Filter TEXT = new RequestQuery.Filter(null, null, null, null, "quetzal", null);

    @Inject
    DataSource database;

    @Test
    void searchingStretchByStretch_findsWhatOneListFinds() throws Exception {
        MadeRequests made = new MadeRequests(database, PROJECT, new Random(11));
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            requests.add(made.request(Sent.randomTraceId()));
        }
        made.write(requests);
        RequestReader reader = new RequestReader(database);
        long from = made.startNano() - 1;
        long to = from + 7 * 3_600_000_000_000L;
        List<Request> expected = reader.list(new RequestQuery(PROJECT, from, to, TEXT, null, 500));
        assertThat(expected).hasSizeBetween(20, 80);

        List<Request> found = new ArrayList<>();
        RequestQuery.@Nullable Cursor after = null;
        int timesUp = 0;
        for (boolean whole = false; !whole; ) {
            RequestReader.Searched searched =
                    reader.search(new RequestQuery(PROJECT, from, to, TEXT, after, 7), Duration.ZERO);
            found.addAll(searched.requests());
            whole = searched.whole();
            boolean full = searched.requests().size() == 7;
            timesUp += whole || full ? 0 : 1;
            after = full
                    ? new RequestQuery.Cursor(
                            searched.requests().get(6).time().startNano(),
                            searched.requests().get(6).ref().traceId())
                    : new RequestQuery.Cursor(searched.fromNano(), "0".repeat(32));
        }

        assertThat(found).isEqualTo(expected);
        assertThat(timesUp)
                .as("a search without any patience ends before the range does")
                .isPositive();
        RequestReader.Searched patient =
                reader.search(new RequestQuery(PROJECT, from, to, TEXT, null, 500), Duration.ofMinutes(1));
        assertThat(patient.requests()).isEqualTo(expected);
        assertThat(patient.whole()).isTrue();
    }
}
