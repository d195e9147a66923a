package dev.plumbline.evaluator.summary;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.trust.LabelSet;
import dev.plumbline.evaluator.trust.LabelledStore;
import dev.plumbline.evaluator.trust.TrustConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Rates per scorer, over all requests or by slice, with a series for charts. */
@Path("/api/v1/scores/summary")
class SummaryResource {
    private static final int MOST_BUCKETS = 500;

    private static final double MARGIN = 0.05;

    private final SummaryStore store;
    private final ValueStore values;
    private final LabelledStore labels;
    private final TrustConfig trust;
    private final Clock clock;

    SummaryResource(SummaryStore store, ValueStore values, LabelledStore labels, TrustConfig trust, Clock clock) {
        this.store = store;
        this.values = values;
        this.labels = labels;
        this.trust = trust;
        this.clock = clock;
    }

    @GET
    @Blocking
    public Summary summary(
            @QueryParam("project") @Nullable String project,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("by") @Nullable String by,
            @QueryParam("buckets") @Nullable String buckets,
            @QueryParam("values") @Nullable String valuesToo,
            @QueryParam("threshold") @Nullable String threshold,
            @QueryParam("margin") @Nullable String margin) {
        SummaryQuery query = new SummaryQuery(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                Parameters.range(from, to, clock.instant()),
                Parameters.text("feature", feature),
                Parameters.text("by", by),
                Parameters.number("buckets", buckets, 0, 0, MOST_BUCKETS));
        boolean withValues = Parameters.flag("values", valuesToo);
        Double wide = Parameters.decimal("margin", margin, 0, 1);
        ValueStore.Margin near =
                new ValueStore.Margin(Parameters.decimal("threshold", threshold, 0, 1), wide == null ? MARGIN : wide);
        long whole = query.range().toNano() - query.range().fromNano();
        return Summary.of(
                query,
                store.groups(query, whole),
                query.buckets() == 0 ? List.of() : store.groups(query, query.step()),
                store.unscored(query, query.step()),
                new LabelSet(labels.labelled(query.project(), null, query.by()), trust.labelsNeeded()),
                withValues ? values.values(query, near) : Map.of());
    }
}
