package dev.plumbline.evaluator.slices;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.slices.SegmentSearch.Settings;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** The segments of the traffic that fail most by one scorer, found by looking through all of them. */
@Path("/api/v1/slices")
class SliceResource {
    private final SliceStore store;
    private final Clock clock;

    SliceResource(SliceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param items significant segments, the clearest first
     * @param next always null: the answer is whole
     * @param looked what the search was made of
     */
    record Answer(List<Segment> items, @Nullable String next, Looked looked) {}

    /**
     * @param tested segments that were large enough
     * @param passedOver values of attributes that were too many
     * @param falseDiscoveryRate that the list is held to
     * @param least requests of a segment
     */
    record Looked(
            String scorer, @Nullable Rate overall, int tested, int passedOver, double falseDiscoveryRate, int least) {}

    @GET
    @Blocking
    public Answer slices(
            @QueryParam("project") @Nullable String project,
            @QueryParam("name") @Nullable String name,
            @QueryParam("scorer") @Nullable String scorer,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("depth") @Nullable String depth) {
        SliceStore.Traffic traffic = new SliceStore.Traffic(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                Parameters.needed("name", name, 100),
                Parameters.range(from, to, clock.instant()),
                Parameters.text("feature", feature));
        String named = Parameters.text("scorer", scorer);
        String wanted = named != null
                ? named
                : store.latestScorer(traffic)
                        .orElseThrow(() -> new BadParameterException("name", "has no score in this range"));
        Settings usual = Settings.USUAL;
        Settings settings = new Settings(
                Parameters.number("depth", depth, usual.depth(), 1, 3),
                usual.leastRequests(),
                usual.leastSessions(),
                usual.falseDiscoveryRate(),
                usual.most());
        List<Scored> scored = store.scored(traffic, wanted);
        if (scored.size() > SliceStore.MOST) {
            throw new BadParameterException(
                    "from", "gives more than " + SliceStore.MOST + " scores; ask for a shorter range or one feature");
        }
        SegmentSearch.Found found = new SegmentSearch(settings).search(scored);
        return new Answer(
                found.segments(),
                null,
                new Looked(
                        wanted,
                        found.overall(),
                        found.tested(),
                        found.passedOver(),
                        settings.falseDiscoveryRate(),
                        settings.leastRequests()));
    }
}
