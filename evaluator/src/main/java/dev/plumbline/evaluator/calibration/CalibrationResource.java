package dev.plumbline.evaluator.calibration;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.calibration.KnownStore.Known;
import dev.plumbline.evaluator.calibration.KnownStore.Traffic;
import dev.plumbline.evaluator.calibration.Source.Kind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Confidence against outcomes, and what was said against what was true. */
@Path("/api/v1/evaluation")
class CalibrationResource {
    private static final int BINS = 10;
    private static final int MOST_BINS = 100;
    private static final double LEAST_CERTAIN = 0.05;

    private final KnownStore store;
    private final Clock clock;

    CalibrationResource(KnownStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Path("/calibration")
    @Blocking
    public Calibration calibration(
            @QueryParam("project") @Nullable String project,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("confidence") @Nullable String confidence,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("bins") @Nullable String bins,
            @QueryParam("least") @Nullable String least) {
        Source of = source("confidence", confidence, Kind.ATTRIBUTE, Kind.SCORE);
        Source known = source("outcome", outcome, Kind.TRUTH, Kind.FEEDBACK, Kind.SCORE);
        int count = Parameters.number("bins", bins, BINS, 2, MOST_BINS);
        Double share = Parameters.decimal("least", least, 0.001, 0.999);
        List<Predicted> requests = new ArrayList<>();
        long unusable = 0;
        for (Known one : known(traffic(project, feature, from, to), of, known)) {
            Double said = Outcomes.confidence(one.one());
            Boolean right = Outcomes.right(one.other());
            if (said == null || right == null) {
                unusable++;
            } else {
                requests.add(new Predicted(one.trace(), one.session(), one.weight(), said, right));
            }
        }
        return Calibration.of(requests, unusable, count, share == null ? LEAST_CERTAIN : share);
    }

    @GET
    @Path("/confusion")
    @Blocking
    public Confusion confusion(
            @QueryParam("project") @Nullable String project,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("said") @Nullable String said,
            @QueryParam("truth") @Nullable String truth,
            @QueryParam("costs") @Nullable String costs) {
        Source of = source("said", said, Kind.ATTRIBUTE, Kind.SCORE);
        Source known = source("truth", truth, Kind.TRUTH, Kind.FEEDBACK);
        Costs matrix = costs(costs);
        return Confusion.of(
                known(traffic(project, feature, from, to), of, known).stream()
                        .map(one -> new Confusion.Pair(
                                one.session(),
                                one.weight(),
                                one.one().text(),
                                one.other().text()))
                        .toList(),
                matrix);
    }

    private Traffic traffic(
            @Nullable String project, @Nullable String feature, @Nullable String from, @Nullable String to) {
        return new Traffic(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                Parameters.range(from, to, clock.instant()),
                Parameters.text("feature", feature));
    }

    private List<Known> known(Traffic traffic, Source one, Source other) {
        List<Known> known = store.known(traffic, one, other);
        if (known.size() > KnownStore.MOST) {
            throw new BadParameterException("from", "leaves more than " + KnownStore.MOST + " requests");
        }
        return known;
    }

    private static Source source(String name, @Nullable String value, Kind... allowed) {
        try {
            return Source.of(Parameters.text(name, value), allowed);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(name, String.valueOf(e.getMessage()));
        }
    }

    private static Costs costs(@Nullable String value) {
        try {
            return Costs.of(value == null ? "" : value);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("costs", String.valueOf(e.getMessage()));
        }
    }
}
