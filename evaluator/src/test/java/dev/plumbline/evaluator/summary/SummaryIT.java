package dev.plumbline.evaluator.summary;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.query.Parameters.Range;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.trust.LabelSet;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TestProfile(ByHand.class)
class SummaryIT {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long HOUR = 3_600_000_000_000L;
    private static final SamplingDecision RATE = new SamplingDecision(true, 0.1, "rate", 1);
    private static final SamplingDecision ALL = SamplingDecision.all(1);
    private static final SamplingDecision RULE = new SamplingDecision(true, 1, "rule:error", 1);

    @Inject
    SummaryStore store;

    @Inject
    Clock clock;

    @Inject
    ValueStore valueStore;

    @Inject
    JobStore jobs;

    @Inject
    ResultStore results;

    @Inject
    DataSource source;

    private final Database database = new Database();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void rates_areWeighted_andWhatARuleChoseIsKeptApart() {
        // given: 1 of 4 at weight 10 fails, none of 10 at weight 1, all that the rule chose
        for (int i = 0; i < 4; i++) {
            score("a", "1.0", 0, RATE, i == 0 ? Finding.fail(0, "no") : Finding.pass(1, "yes"));
        }
        for (int i = 0; i < 10; i++) {
            score("a", "1.1", 0, ALL, Finding.pass(1, "yes"));
        }
        for (int i = 0; i < 7; i++) {
            score("a", "1.1", 0, RULE, Finding.fail(0, "no"));
        }
        score("a", "1.1", 0, ALL, Finding.abstain("who knows"));
        score("another feature", "1.1", 0, ALL, Finding.fail(0, "no"));

        // when
        Summary summary = summary("a", null, 0);

        // then
        SummaryItem.Counts total = only(summary).total();
        assertThat(total.n()).isEqualTo(15);
        assertThat(total.pass()).isEqualTo(13);
        assertThat(total.fail()).isEqualTo(1);
        assertThat(total.abstain()).isEqualTo(1);
        assertThat(total.ruled()).isEqualTo(7);
        Proportion.Rate rate = total.failRate();
        assertThat(rate).isNotNull();
        assertThat(rate.estimate()).isCloseTo(10.0 / 50, within(1e-9));
        assertThat(rate.n()).isEqualTo(14);
        assertThat(rate.effectiveN()).isLessThan(14);
        assertThat(rate.low()).isLessThan(0.2);
        assertThat(rate.high()).isGreaterThan(0.2);
    }

    @Test
    void sessions_areTheUnit() {
        for (int i = 0; i < 12; i++) {
            score("a", "1.0", 0, ALL, i < 6 ? Finding.fail(0, "no") : Finding.pass(1, "yes"), "session-" + i / 6);
        }

        Proportion.Rate rate = only(summary("a", null, 0)).total().failRate();

        assertThat(rate).isNotNull();
        assertThat(rate.n()).isEqualTo(12);
        assertThat(rate.effectiveN()).isCloseTo(2, within(0.01));
    }

    @Test
    void slices_areByReleaseEnvironmentOrAttribute_theLargestFirst() {
        score("a", "1.0", 0, ALL, Finding.fail(0, "no"));
        score("a", "1.1", 0, ALL, Finding.pass(1, "yes"));
        score("a", "1.1", 0, ALL, Finding.pass(1, "yes"));
        score("a", null, 0, ALL, Finding.pass(1, "yes"));

        assertThat(summary("a", "release", 0).items())
                .extracting(SummaryItem::slice)
                .startsWith("1.1")
                .containsExactlyInAnyOrder("1.1", "1.0", null);
        assertThat(only(summary("a", "environment", 0)).slice()).isEqualTo("production");
        assertThat(only(summary("a", "app.plan", 0)).slice()).isEqualTo("pro");
        assertThat(only(summary("a", "x' OR 1=1 --", 0)).slice()).isNull();
    }

    @Test
    void slices_areByLanguageAndCluster_alsoWhereTheSearchLooks() {
        // given: what is asked in German about refunds fails
        for (int i = 0; i < 150; i++) {
            boolean refund = i % 3 == 0;
            Job job = leased("a", 0, ALL);
            Request request = Spans.request(
                    job.request(), 1, SpanStatus.OK, new Origin("a", null, "production", null, null), Spans.START);
            Finding finding = refund ? Finding.fail(0, "no") : Finding.pass(1, "yes");
            results.end(
                    List.of(new Outcome(
                                    job,
                                    JobEnd.SCORED,
                                    request,
                                    List.of(new Score("rubric", "scorer/1", finding, null)))
                            .in(refund ? "de" : "en")),
                    Set.of(),
                    NOW);
            assigned(job, refund ? "refund, money" : "parcel");
        }

        // then
        assertThat(summary("a", "language", 0).items())
                .extracting(
                        SummaryItem::slice,
                        item -> item.total().fail(),
                        item -> item.total().n())
                .containsExactlyInAnyOrder(tuple("de", 50L, 50L), tuple("en", 0L, 100L));
        assertThat(summary("a", "cluster", 0).items())
                .extracting(SummaryItem::slice)
                .containsExactly("parcel #0f3b2a77", "refund, money #0f3b2a77");
        SummaryQuery query = new SummaryQuery(1, new Range(Spans.START, Spans.START + 24 * HOUR), "a", "cluster", 0);
        assertThat(valueStore.values(query, new ValueStore.Margin(null, 0.02))).hasSize(2);
        RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "viewer", clock.instant()))
                .get("/api/v1/slices?name=rubric&feature=a&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
                .then()
                .statusCode(200)
                .body("looked.tested", equalTo(2))
                .body("items[0].where", equalTo(Map.of("cluster", "refund, money #0f3b2a77")));
    }

    private void assigned(Job job, String label) {
        database.execute(String.format(
                "INSERT INTO eval.assignment VALUES (1, 'a', '%1$s', decode('%1$s', 'hex'), '\\x01', 0,"
                        + " '0f3b2a77-1', '%2$s', 1, 0, 0, NULL, now())",
                job.request().traceId(), label));
    }

    @Test
    void series_hasItsBuckets_andWhatHasNoScoreIsNamed() {
        score("a", "1.0", 0, ALL, Finding.fail(0, "no"));
        score("a", "1.0", HOUR, ALL, Finding.pass(1, "yes"));
        end("a", HOUR, RATE, JobEnd.notScored("budget"));
        end("a", HOUR, new SamplingDecision(false, 0.1, "none", 1), null);
        end("a", 0, RATE, JobEnd.failed("judge unavailable", "HTTP 500"));

        Summary summary = summary("a", null, 24);

        assertThat(only(summary).series())
                .extracting(
                        SummaryItem.Bucket::from,
                        bucket -> bucket.counts().fail(),
                        bucket -> bucket.counts().n())
                .containsExactly(
                        tuple(Instant.parse("2026-01-01T00:00:00Z"), 1L, 1L),
                        tuple(Instant.parse("2026-01-01T01:00:00Z"), 0L, 1L));
        assertThat(summary.unscored())
                .containsExactly(
                        new Summary.Missing(
                                "scorers", "failed", "judge unavailable", Instant.parse("2026-01-01T00:00:00Z"), 1),
                        new Summary.Missing(
                                "scorers", "not_scored", "budget", Instant.parse("2026-01-01T01:00:00Z"), 1));
    }

    @Test
    void values_haveAWeightedMean_quantiles_andAShareNearTheThreshold() {
        // given: one of weight 10 at 0.30, ten of weight 1 at 0.52, and what is in no estimate
        score("a", "1.0", 0, RATE, Finding.fail(0.3, "low"));
        for (int i = 0; i < 10; i++) {
            score("a", "1.1", 0, ALL, Finding.pass(0.52, "just"));
        }
        score("a", "1.1", 0, RULE, Finding.fail(0, "no"));
        score("a", "1.1", 0, ALL, Finding.abstain("who knows"));
        SummaryQuery query = new SummaryQuery(1, new Range(Spans.START, Spans.START + 24 * HOUR), "a", null, 0);

        Values all = valueStore
                .values(query, new ValueStore.Margin(0.5, 0.02))
                .get(new ValueStore.Of("rubric", "scorer/1", null));

        assertThat(all.mean().estimate()).isCloseTo((10 * 0.3 + 10 * 0.52) / 20, within(1e-9));
        assertThat(all.mean().n()).isEqualTo(11);
        assertThat(all.mean().low()).isLessThan(0.4);
        assertThat(all.quantiles()).extracting(Values.At::share).containsExactlyElementsOf(Values.SHARES);
        assertThat(all.quantiles().get(3).value().estimate()).isEqualTo(0.3);
        assertThat(all.quantiles().get(5).value().estimate()).isEqualTo(0.52);
        assertThat(all.nearThreshold().share().estimate()).isCloseTo(0.5, within(1e-9));
        assertThat(all.nearThreshold().share().n()).isEqualTo(11);
        assertThat(valueStore.values(query, new ValueStore.Margin(null, 0.02)).values())
                .extracting(Values::nearThreshold)
                .containsExactly((Values.Near) null);
        SummaryQuery sliced = new SummaryQuery(1, query.range(), "a", "app.plan", 0);
        assertThat(valueStore.values(sliced, new ValueStore.Margin(null, 0.02)))
                .containsOnlyKeys(new ValueStore.Of("rubric", "scorer/1", "pro"));
        assertThat(valueStore.values(
                        new SummaryQuery(1, query.range(), "a", "release", 0), new ValueStore.Margin(null, 0.02)))
                .hasSize(2);
    }

    @Test
    void api_givesValuesWhenAsked_andRefusesByName() {
        score("a", "1.0", 0, ALL, Finding.pass(0.75, "yes"));
        String range = "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";

        get("feature=a" + range).statusCode(200).body("items[0].values", nullValue());
        get("feature=a&values=true&threshold=0.7&margin=0.1" + range)
                .statusCode(200)
                .body("items[0].values.mean.estimate", equalTo(0.75f))
                .body("items[0].values.quantiles", hasSize(7))
                .body("items[0].values.quantiles[3].value.estimate", equalTo(0.75f))
                .body("items[0].values.nearThreshold.share.estimate", equalTo(1.0f));
        get("values=yes").statusCode(400).body("field", equalTo("values"));
        get("values=true&threshold=2").statusCode(400).body("field", equalTo("threshold"));
        get("values=true&margin=wide").statusCode(400).body("field", equalTo("margin"));
    }

    private ValidatableResponse get(String query) {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "viewer", clock.instant()))
                .get("/api/v1/scores/summary?" + query)
                .then();
    }

    private SummaryItem only(Summary summary) {
        assertThat(summary.items()).hasSize(1);
        return summary.items().get(0);
    }

    private Summary summary(String feature, @Nullable String by, int buckets) {
        SummaryQuery query = new SummaryQuery(1, new Range(Spans.START, Spans.START + 24 * HOUR), feature, by, buckets);
        return Summary.of(
                query,
                store.groups(query, 24 * HOUR),
                buckets == 0 ? List.of() : store.groups(query, query.step()),
                store.unscored(query, query.step()),
                new LabelSet(List.of(), 200),
                Map.of());
    }

    private void score(
            String feature, @Nullable String release, long after, SamplingDecision sampling, Finding finding) {
        score(feature, release, after, sampling, finding, null);
    }

    private void score(
            String feature,
            @Nullable String release,
            long after,
            SamplingDecision sampling,
            Finding finding,
            @Nullable String session) {
        Job job = leased(feature, after, sampling);
        Request request = Spans.request(
                job.request(),
                1,
                SpanStatus.OK,
                new Origin(feature, release, "production", session, null),
                Spans.START + after);
        results.end(
                List.of(new Outcome(
                        job, JobEnd.SCORED, request, List.of(new Score("rubric", "scorer/1", finding, null)))),
                Set.of(),
                NOW);
    }

    private void end(String feature, long after, SamplingDecision sampling, @Nullable JobEnd end) {
        if (end == null) {
            open(feature, after, sampling);
        } else {
            results.end(List.of(Outcome.without(leased(feature, after, sampling), end)), Set.of(), NOW);
        }
    }

    private Job leased(String feature, long after, SamplingDecision sampling) {
        open(feature, after, sampling);
        return jobs.lease(JobKind.SCORERS, 1, NOW, Duration.ofMinutes(1)).get(0);
    }

    private void open(String feature, long after, SamplingDecision sampling) {
        NewJob job = new NewJob(
                new RequestRef(1, TraceData.traceId(), Spans.id(1)),
                JobKind.SCORERS,
                1,
                feature,
                Spans.START + after,
                sampling);
        Sql.transaction(source, connection -> jobs.open(connection, List.of(job), NOW));
    }
}
