package dev.plumbline.evaluator.report;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.scoring.Label;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Scores, latest first. */
@Path("/api/v1/scores")
class ScoreResource {
    private static final int MOST = 500;
    private static final List<String> LABELS =
            Arrays.stream(Label.values()).map(Label::wire).toList();

    private final ScoreListStore scores;
    private final Clock clock;

    ScoreResource(ScoreListStore scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    /** @param next cursor of the page after; null when there is none */
    record Page(List<ScoreItem> items, @Nullable String next) {}

    /** Which scores: query parameters of the list, each may be left out. */
    static final class Filter {
        @QueryParam("feature")
        @Nullable
        String feature;

        @QueryParam("name")
        @Nullable
        String name;

        @QueryParam("label")
        @Nullable
        String label;

        @QueryParam("trace")
        @Nullable
        String trace;

        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("to")
        @Nullable
        String to;
    }

    @GET
    @Blocking
    public Page list(
            @QueryParam("project") @Nullable String project,
            @BeanParam Filter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int size = Parameters.number("limit", limit, 50, 1, MOST);
        ScoreCursor after = cursor == null || cursor.isBlank() ? null : ScoreCursor.of(cursor);
        List<ScoreItem> found = scores.list(query(project, filter), after, size + 1);
        if (found.size() <= size) {
            return new Page(found, null);
        }
        List<ScoreItem> items = found.subList(0, size);
        return new Page(items, cursor(items.get(size - 1)));
    }

    private ScoreQuery query(@Nullable String project, Filter filter) {
        String label = Parameters.text("label", filter.label);
        if (label != null && !LABELS.contains(label)) {
            throw new BadParameterException("label", "is none of " + String.join(", ", LABELS));
        }
        String trace = Parameters.traceId(filter.trace);
        boolean anyTime = trace != null
                && Parameters.text("from", filter.from) == null
                && Parameters.text("to", filter.to) == null;
        return new ScoreQuery(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                anyTime ? Parameters.Range.ALL : Parameters.range(filter.from, filter.to, clock.instant()),
                Parameters.text("feature", filter.feature),
                Parameters.text("name", filter.name),
                label,
                trace);
    }

    private static String cursor(ScoreItem item) {
        return new ScoreCursor(
                        ChronoUnit.NANOS.between(Instant.EPOCH, item.at()),
                        item.request().traceId(),
                        item.request().spanId(),
                        item.score().name(),
                        item.score().scorer())
                .text();
    }
}
