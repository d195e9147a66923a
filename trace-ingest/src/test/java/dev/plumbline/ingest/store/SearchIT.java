package dev.plumbline.ingest.store;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.ingest.MadeRequests;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.traffic.TrafficStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.RelatedReader;
import dev.plumbline.tracestore.RequestQuery;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.skip.MinuteReader;
import dev.plumbline.tracestore.skip.Part;
import dev.plumbline.tracestore.skip.Value;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class SearchIT {
    private static final int PROJECT = 7_002;
    private static final RequestQuery.Filter TEXT = new RequestQuery.Filter(null, null, null, null, "quetzal", null);

    private static final int SPARSE = 7_003;
    private static final List<RequestQuery.Filter> FILTERS = List.of(
            releases("1.0-rare"),
            releases("1.0"),
            releases("never"),
            releases(null, new RequestQuery.Match(RequestQuery.Field.ATTRIBUTE, "plan", "trial", true)),
            releases(null, new RequestQuery.Match(RequestQuery.Field.ATTRIBUTE, "plan", "trial", false)),
            releases("1.0-rare", new RequestQuery.Match(RequestQuery.Field.STATUS, "", "ERROR", true)),
            releases(null, new RequestQuery.Match(RequestQuery.Field.STATUS, "", "ERROR", false)));

    @Inject
    DataSource database;

    @Inject
    TrafficStore counts;

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

    @Test
    void minutesThatCanHoldNothing_arePassedOver_andNothingIsMissed() throws Exception {
        Random random = new Random(12);
        MadeRequests made = new MadeRequests(database, SPARSE, random);
        RequestReader reader = new RequestReader(database);
        long from = made.startNano() - 1;
        long to = from + 7 * 3_600_000_000_000L;
        List<String> traces = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            traces.add(Sent.randomTraceId());
        }
        made.write(traces.stream().map(made::request).toList());
        counts.count();
        counts.note();
        assertThat(notNoted()).isZero();
        for (int step = 0; step < 30; step++) {
            // Others, the same ones at another time and with another release, and notes of some in between.
            switch (random.nextInt(4)) {
                case 0 -> made.write(List.of(made.rare(Sent.randomTraceId())));
                case 1 -> made.write(List.of(made.rare(traces.get(random.nextInt(traces.size())))));
                case 2 -> counts.count();
                default -> counts.note();
            }
            for (RequestQuery.Filter filter : FILTERS) {
                RequestQuery query = new RequestQuery(SPARSE, from, to, filter, null, 500);
                List<Request> expected = reader.list(query);

                RequestReader.Searched searched = reader.search(query, Duration.ofMinutes(1));

                assertThat(searched.requests()).isEqualTo(expected);
                assertThat(searched.whole()).isTrue();
                assertThat(new RelatedReader(database).facets(query, Duration.ofMinutes(1)))
                        .isEqualTo(RelatedReader.facets(expected));
            }
        }
        counts.count();
        counts.note();
        assertThat(notNoted()).isZero();
        assertThat(barren("never"))
                .as("minutes that can hold none of a release which there is not")
                .isGreaterThan(150);
        assertThat(barren("1.0")).as("of one that nearly all have").isLessThan(10);
    }

    private static RequestQuery.Filter releases(@Nullable String release, RequestQuery.Match... matches) {
        return new RequestQuery.Filter(null, release, null, null, null, null, List.of(matches));
    }

    private long notNoted() throws Exception {
        return number("SELECT count(*) FROM trace.minute_values WHERE bits IS NULL AND project_id = " + SPARSE);
    }

    /** Of all minutes with requests. */
    private long barren(String release) throws Exception {
        MadeRequests made = new MadeRequests(database, SPARSE, new Random(1));
        Part range = new Part(made.startNano(), made.startNano() + 6 * 3_600_000_000_000L);
        try (Connection connection = database.getConnection()) {
            long left =
                    MinuteReader.mayHold(connection, SPARSE, range, Set.of(new Value("RELEASE", "", release))).stream()
                            .mapToLong(part -> part.to() - part.from())
                            .sum();
            return (range.to() - range.from() - left) / 60_000_000_000L;
        }
    }

    private long number(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
