package dev.plumbline.alerting.preview;

import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.quality.QualityRule.Outcome.Change;
import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.rule.EvidenceStore;
import dev.plumbline.alerting.rule.RuleResource;
import dev.plumbline.alerting.rule.RuleStore.Feature;
import dev.plumbline.alerting.rule.Walk;
import dev.plumbline.alerting.rule.Watch;
import dev.plumbline.alerting.rule.Watches;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows a walk over the past: where live an alert would open or end, this notes it. */
final class NotedStore {
    private final Connection connection;
    private final EvidenceStore evidence;
    private final String rule;
    private final List<Past.Episode> episodes = new ArrayList<>();
    private final Map<String, Integer> open = new HashMap<>();

    NotedStore(Connection connection, EvidenceStore evidence, String rule) {
        this.connection = connection;
        this.evidence = evidence;
        this.rule = rule;
    }

    int count() {
        return episodes.size();
    }

    List<Past.Episode> episodes() {
        return List.copyOf(episodes);
    }

    Walk<SQLException> walk(Feature feature, Watches watches) {
        return new Walk<>(feature, watches, new Walk.Follower<>() {
            @Override
            public RuleState follow(Walk.Moved moved) throws SQLException {
                return note(feature, moved);
            }

            @Override
            public boolean leavesOut(Watch watch, boolean paused) {
                return !watch.rule().equals(rule);
            }
        });
    }

    private RuleState note(Feature feature, Walk.Moved moved) throws SQLException {
        RuleState state = moved.outcome().state();
        Change change = moved.outcome().change();
        String subject = feature.name() + '\n' + moved.watch().key();
        if (change == Change.OPENED) {
            NewAlert alert = evidence.alert(connection, feature, moved, false);
            open.put(subject, episodes.size());
            episodes.add(new Past.Episode(
                    feature.name(),
                    alert.subject().name(),
                    alert.severity(),
                    Period.moment(Step.end(moved.step())),
                    null,
                    alert.statement(),
                    alert.evidence()));
            return state.naming(alert.evidence().slice());
        }
        Integer known = open.get(subject);
        if (change == Change.RESOLVED && known != null) {
            episodes.set(known, episodes.get(known).until(Period.moment(Step.end(moved.step()))));
            open.remove(subject);
        }
        return state;
    }

    /** The series as the rule knows them at the end. */
    List<Past.Known> known(Feature feature, Map<String, RuleState> rules, Watches watches, Instant end) {
        List<Past.Known> series = new ArrayList<>();
        rules.forEach((key, state) -> watches.of(feature, key)
                .filter(watch -> !watch.role().isProxy())
                .ifPresent(watch -> state.series().forEach((slice, one) -> {
                    RuleResource.Series shown = RuleResource.series(feature, watch, state, slice, Step.nano(end));
                    series.add(new Past.Known(
                            feature.name(),
                            watch.score(),
                            slice,
                            shown.state(),
                            shown.numbers().n(),
                            shown.limits().objective()));
                })));
        return series;
    }
}
