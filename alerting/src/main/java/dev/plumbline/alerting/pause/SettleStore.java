package dev.plumbline.alerting.pause;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.notify.NotificationStore;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Ends alerts that nobody judges any more: their rule was paused or removed. The alert's history says which. */
@Singleton
public class SettleStore {
    private static final String OPEN = """
            SELECT project_id, feature, kind, subject FROM alert.alert
            WHERE state = 'firing' AND kind IN ('quality', 'reference', 'burn', 'divergence', 'latency', 'tokens', 'cost',
                                               'no_data', 'judge_down', 'drift')
            """;

    private final DataSource database;
    private final DefinitionStore definitions;
    private final PauseStore pauses;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final Clock clock;

    SettleStore(
            DataSource database,
            DefinitionStore definitions,
            PauseStore pauses,
            AlertStore alerts,
            NotificationStore notifications,
            Clock clock) {
        this.database = database;
        this.definitions = definitions;
        this.pauses = pauses;
        this.alerts = alerts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Ends them all. */
    public void settle() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Instant now = clock.instant();
                Definitions rules = definitions.inForce(connection);
                List<Pause> active = pauses.recent(connection).stream()
                        .filter(pause -> pause.isActive(now) && pause.what().slice() == null)
                        .toList();
                for (NewAlert.Subject subject : open(connection)) {
                    Optional<String> why = why(subject, rules, active);
                    if (why.isPresent()) {
                        OptionalLong ended = alerts.resolve(connection, subject, Step.nano(now), why.get());
                        if (ended.isPresent()) {
                            notifications.enqueue(connection, alerts.get(connection, ended.getAsLong()));
                        }
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static Optional<String> why(NewAlert.Subject subject, Definitions rules, List<Pause> active) {
        String score = subject.name();
        String rule;
        switch (subject.kind()) {
            case "reference", "burn", "divergence", "latency", "tokens", "cost" -> {
                int end = score.indexOf('/');
                rule = end < 0 ? score : score.substring(0, end);
                score = end < 0 ? "" : score.substring(end + 1);
                String expected = subject.kind();
                if (rules.named(subject.projectId(), rule)
                        .filter(version -> version.rule().kind().text().equals(expected))
                        .isEmpty()) {
                    return Optional.of("the rule " + rule + " was removed");
                }
            }
            case "quality" -> rule = name(rules, Kind.QUALITY, subject, score);
            case "drift" -> {
                score = "";
                rule = name(rules, Kind.DRIFT, subject, score);
            }
            default -> rule = name(rules, Kind.ABSENCE, subject, score);
        }
        String ofScore = score;
        return active.stream()
                .filter(pause -> pause.what().covers(subject.projectId(), rule, subject.feature(), ofScore))
                .map(Pause::sentence)
                .findFirst();
    }

    private static String name(Definitions rules, Kind kind, NewAlert.Subject subject, String score) {
        return rules.of(kind, subject.projectId(), subject.feature(), score)
                .map(version -> version.rule().name())
                .orElse(kind.name().toLowerCase(Locale.ROOT));
    }

    private static List<NewAlert.Subject> open(Connection connection) throws SQLException {
        List<NewAlert.Subject> subjects = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OPEN)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                subjects.add(new NewAlert.Subject(
                        row.getInt("project_id"),
                        row.getString("feature"),
                        row.getString("kind"),
                        row.getString("subject")));
            }
        }
        return subjects;
    }
}
