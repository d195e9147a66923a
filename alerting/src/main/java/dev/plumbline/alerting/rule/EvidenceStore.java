package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.detect.Wilson;
import dev.plumbline.alerting.judge.JudgeAlert;
import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.quality.SeriesState;
import dev.plumbline.alerting.quality.Verdicts;
import dev.plumbline.alerting.slice.SliceSearch;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rule's alarm is told with: the worst slice, examples, findings, and whether it may page. */
@Singleton
public class EvidenceStore {
    private static final int EXAMPLES = 5;

    private final StepStore steps;
    private final AlertStore alerts;

    EvidenceStore(StepStore steps, AlertStore alerts) {
        this.steps = steps;
        this.alerts = alerts;
    }

    /** What got better meanwhile. */
    private static String proxy(Walk.Moved moved) {
        RuleState proxy = moved.proxy();
        if (proxy == null) {
            return "";
        }
        SeriesState whole = proxy.series().getOrDefault(RuleState.WHOLE, SeriesState.START);
        Wilson share = whole.recent().tally().share();
        String key = moved.watch().role().proxyKey();
        return String.format(
                Locale.ROOT,
                " Meanwhile %.1f %% of %d passed %s (95 %% interval %.1f to %.1f %%), usually at most %.1f %%.",
                share.estimate() * 100,
                whole.recent().tally().n(),
                Watch.score(key),
                share.low() * 100,
                share.high() * 100,
                proxy.objective() == null ? 100.0 : proxy.objective() * 100);
    }

    /** The alert that a rule opens after a step. @param live whether findings that are open now belong to it */
    public NewAlert alert(Connection connection, RuleStore.Feature feature, Walk.Moved moved, boolean live)
            throws SQLException {
        Watch watch = moved.watch();
        long step = moved.step();
        StepStore.Named named = new StepStore.Named(
                feature, watch.score(), String.valueOf(moved.outcome().state().scorer()));
        long first = step - watch.settings().reach().span() + 1;
        Verdicts.Shown shown = Verdicts.shown(
                moved.outcome(),
                SliceSearch.worst(
                        steps.scores(connection, named, first, step),
                        moved.outcome().state().series().keySet()));
        Evidence.Period period = Verdicts.period(moved.outcome(), step);
        Evidence evidence = Verdicts.evidence(
                moved.outcome(),
                shown,
                watch.settings().threshold(),
                new Verdicts.Context(
                        steps.examples(connection, named, shown.slice(), first, step, EXAMPLES),
                        live ? alerts.openFindings(connection, feature.projectId(), feature.name()) : List.of(),
                        period));
        Optional<Alert> judge = live
                ? JudgeAlert.holding(alerts.firing(connection, feature.projectId()), feature.name(), watch.score())
                : Optional.empty();
        boolean page = watch.mayPage() && judge.isEmpty() && steps.mayPage(connection, named, first, step);
        String statement = Verdicts.statement(feature.name(), watch.verdict(), evidence, shown.rest(), watch.span())
                + proxy(moved)
                + judge.map(held -> " Its judge has got worse meanwhile, so it may be the judge and not the answers.")
                        .orElse("");
        return new NewAlert(
                watch.subject(feature),
                page ? "page" : "ticket",
                watch.kind() == Kind.QUALITY ? statement : statement + " Rule " + watch.rule() + ".",
                evidence,
                period.fromNano());
    }
}
