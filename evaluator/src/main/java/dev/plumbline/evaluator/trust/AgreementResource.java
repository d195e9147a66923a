package dev.plumbline.evaluator.trust;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.rubrics.RubricFile.Costs;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.trust.LabelledStore.Row;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Labels against verdicts, per scorer version and slice, the largest first. */
@Path("/api/v1/rubrics/{name}/agreement")
class AgreementResource {
    private final LabelledStore store;
    private final RubricStore rubrics;
    private final TrustConfig config;
    private final Clock clock;

    AgreementResource(LabelledStore store, RubricStore rubrics, TrustConfig config, Clock clock) {
        this.store = store;
        this.rubrics = rubrics;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param trust of the scorer version as a whole, whatever the slice and the range
     * @param cost of its mistakes; null where the rubric states no costs
     */
    record Item(
            String scorer,
            @Nullable String slice,
            Trust trust,
            Agreement agreement,
            @Nullable CostOfErrors cost) {}

    /**
     * @param next always null: the answer is whole
     * @param labels of each rubric version, counted or not
     */
    record Answer(List<Item> items, @Nullable String next, List<LabelledStore.Counts> labels) {}

    @GET
    @Blocking
    public Answer agreement(
            @PathParam("name") String name,
            @QueryParam("project") @Nullable String project,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("by") @Nullable String by) {
        int number = Parameters.number("project", project, 1, 1, Integer.MAX_VALUE);
        boolean anyTime = Parameters.text("from", from) == null && Parameters.text("to", to) == null;
        Parameters.Range range = anyTime ? Parameters.Range.ALL : Parameters.range(from, to, clock.instant());
        String wanted = Parameters.text("feature", feature);
        List<Row> all = store.labelled(number, name, Parameters.text("by", by));
        List<Row> asked = all.stream()
                .filter(row -> wanted == null || row.feature().equals(wanted))
                .filter(row -> row.atNano() >= range.fromNano() && row.atNano() < range.toNano())
                .toList();
        return new Answer(items(name, all, asked), null, store.counts(number, name));
    }

    private List<Item> items(String name, List<Row> all, List<Row> asked) {
        record Group(String scorer, @Nullable String slice) {}
        Map<String, Costs> costs = costs(name);
        List<Item> items = new ArrayList<>();
        for (Group group : asked.stream()
                .map(row -> new Group(row.scorer(), row.slice()))
                .distinct()
                .toList()) {
            List<Labelled> ofScorer = all.stream()
                    .filter(row -> row.scorer().equals(group.scorer()))
                    .map(Row::labelled)
                    .toList();
            List<Labelled> ofGroup = asked.stream()
                    .filter(row -> row.scorer().equals(group.scorer()) && Objects.equals(row.slice(), group.slice()))
                    .map(Row::labelled)
                    .toList();
            items.add(new Item(
                    group.scorer(),
                    group.slice(),
                    Trust.of(group.scorer(), Agreement.of(ofScorer), config.labelsNeeded()),
                    Agreement.of(ofGroup),
                    Optional.ofNullable(costs.get(group.scorer().replaceFirst(".*/", "")))
                            .map(stated -> CostOfErrors.of(stated, ofGroup))
                            .orElse(null)));
        }
        items.sort(Comparator.comparing((Item item) -> item.agreement().counts().n())
                .reversed()
                .thenComparing(Item::scorer));
        return items;
    }

    /** By the version of the rubric, as scorers' names end with it. */
    private Map<String, Costs> costs(String name) {
        Map<String, Costs> costs = new HashMap<>();
        rubrics.list(name)
                .forEach(one ->
                        one.file().costs().ifPresent(stated -> costs.put(String.valueOf(one.version()), stated)));
        return costs;
    }
}
