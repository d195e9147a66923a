package dev.plumbline.console.drift;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.console.drift.tested.EvaluationSet;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks drift-service. */
@ApplicationScoped
public class DriftClient {
    private static final String ROOT = "/api/v1/drift/";
    private static final String SETS = "evaluation-sets";
    private static final int MOST_FINDINGS = 50;

    private final OwnerClient owners;

    DriftClient(OwnerClient owners) {
        this.owners = owners;
    }

    private record Features(List<Feature> items) {}

    private record Findings(List<Finding> items) {}

    private record Clusters(List<Cluster> items) {}

    private record Sets(List<EvaluationSet> items) {}

    /** How the watch over each feature stands, by the feature's name. */
    public CompletableFuture<Card<Map<String, FeatureDrift>>> features(int project) {
        Url url = of("features", project);
        return owners.card(Owner.DRIFT_SERVICE, url.toString(), new TypeReference<Features>() {})
                .thenApply(card -> card.map(found -> {
                    Map<String, FeatureDrift> byName = new LinkedHashMap<>();
                    found.items().forEach(feature -> byName.put(feature.feature(), FeatureDrift.of(feature)));
                    return byName;
                }));
    }

    /** @param feature null for all; @param state {@code open} or {@code closed} */
    CompletableFuture<Card<List<Finding>>> findings(int project, @Nullable String feature, String state) {
        Url url = of("findings", project)
                .with("feature", feature)
                .with("state", state)
                .with("limit", String.valueOf(MOST_FINDINGS));
        return owners.card(Owner.DRIFT_SERVICE, url.toString(), new TypeReference<Findings>() {})
                .thenApply(card -> card.map(Findings::items));
    }

    CompletableFuture<Card<Finding>> finding(String id) {
        return owners.card(Owner.DRIFT_SERVICE, ROOT + "findings/" + Url.encode(id), new TypeReference<Finding>() {});
    }

    CompletableFuture<Card<List<Cluster>>> clusters(int project, String feature) {
        Url url = of("clusters", project).with("feature", feature);
        return owners.card(Owner.DRIFT_SERVICE, url.toString(), new TypeReference<Clusters>() {})
                .thenApply(card -> card.map(Clusters::items));
    }

    CompletableFuture<Card<List<EvaluationSet>>> sets(int project, String feature) {
        Url url = of(SETS, project).with("feature", feature);
        return owners.card(Owner.DRIFT_SERVICE, url.toString(), new TypeReference<Sets>() {})
                .thenApply(card -> card.map(Sets::items));
    }

    /**
     * Asks for a new reference of a feature.
     *
     * @param by {@code from}, with a moment, or {@code release}
     */
    Card<Boolean> learnAnew(String actor, int project, String feature, String by, String value) {
        Url url = of("features/" + Url.encode(feature) + "/reference", project).with(by, value);
        return owners.change(Owner.DRIFT_SERVICE, actor, "POST", url.toString(), "");
    }

    /** Where an evaluation set of a feature is put, as a path of the public API. */
    static String pathOfSet(int project, String feature, String name) {
        String path = ROOT + SETS + "/" + Url.encode(feature) + "/" + name;
        return project == 1 ? path : path + "?project=" + project;
    }

    private static Url of(String list, int project) {
        return Url.of(ROOT + list).with("project", String.valueOf(project));
    }
}
