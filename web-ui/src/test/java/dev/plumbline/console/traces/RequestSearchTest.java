package dev.plumbline.console.traces;

import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestSearchTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static RequestSearch parse(Map<String, String> query) {
        return RequestSearch.parse(Query.of(query.entrySet()), 50, 500, NOW);
    }

    @Test
    void filters_areReadByTheirNames() {
        RequestSearch search = parse(Map.of(
                "feature",
                "helpdesk",
                "release",
                "2.4.1",
                "status",
                "error",
                "session",
                "s1",
                "text",
                "refund",
                "fingerprint",
                "ab".repeat(32),
                "limit",
                "7"));

        assertThat(search.filter())
                .isEqualTo(new RequestQuery.Filter("helpdesk", "2.4.1", "ERROR", "s1", "refund", "ab".repeat(32)));
        assertThat(search.query(3).limit()).isEqualTo(8);
        assertThat(search.query(3).projectId()).isEqualTo(3);
    }

    @Test
    void emptyFieldOfAForm_isNoCondition() {
        assertThat(parse(Map.of("feature", "", "status", " ")).filter()).isEqualTo(RequestQuery.Filter.NONE);
    }

    @Test
    void nullCharacter_matchesNothing_ratherThanBreakingTheQuery() {
        assertThat(parse(Map.of("text", "a\0b")).filter().text()).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @CsvSource({
        "status, fine",
        "fingerprint, abc",
        "limit, 0",
        "limit, 501",
        "limit, many",
        "cursor, !!!",
        "cursor, AAAA",
        "last, soon",
    })
    void nonsense_isRefusedByName(String field, String value) {
        assertThatExceptionOfType(BadQuery.class)
                .isThrownBy(() -> parse(Map.of(field, value)))
                .satisfies(bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Test
    void misspeltParameter_isRefused_sinceItWouldLookLikeAnAnswer() {
        assertThatExceptionOfType(BadQuery.class)
                .isThrownBy(() -> RequestSearch.refuseUnknown(Set.of("project", "featur")))
                .satisfies(bad -> assertThat(bad.field()).isEqualTo("featur"));
    }

    @Test
    void cursor_leadsBackToItsRequest() {
        Request last = StoredTraces.request(Samples.helpdesk(3, 1_795_000_000_123_456_789L, false));

        assertThat(PageCursor.parse(PageCursor.after(last)))
                .isEqualTo(new RequestQuery.Cursor(
                        1_795_000_000_123_456_789L, last.ref().traceId()));
    }

    @Test
    void valuesToHaveAndToLeaveOut_areConditionsOfTheirOwn() {
        Query query = Query.of(List.of(
                Map.entry("feature", "helpdesk"),
                Map.entry("model", "small"),
                Map.entry("attr.plan", "monthly"),
                Map.entry("not.status", "error"),
                Map.entry("not.feature", "a"),
                Map.entry("not.feature", "b")));

        assertThat(RequestSearch.parse(query, 50, 500, NOW).filter().matches())
                .containsExactly(
                        new RequestQuery.Match(RequestQuery.Field.MODEL, "", "small", true),
                        new RequestQuery.Match(RequestQuery.Field.ATTRIBUTE, "plan", "monthly", true),
                        new RequestQuery.Match(RequestQuery.Field.STATUS, "", "ERROR", false),
                        new RequestQuery.Match(RequestQuery.Field.FEATURE, "", "a", false),
                        new RequestQuery.Match(RequestQuery.Field.FEATURE, "", "b", false));
        assertThat(RequestSearch.link(Url.of("/traces"), query))
                .hasToString("/traces?feature=helpdesk&model=small&attr.plan=monthly&not.status=error"
                        + "&not.feature=a&not.feature=b");
        assertThatExceptionOfType(BadQuery.class)
                .isThrownBy(() -> RequestSearch.refuseUnknown(Set.of("not.featur")))
                .satisfies(bad -> assertThat(bad.field()).isEqualTo("not.featur"));
    }
}
