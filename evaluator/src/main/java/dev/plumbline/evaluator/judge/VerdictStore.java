package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.tracestore.database.Sql;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Verdicts by what the judge saw: the same contents, under the same rubric and model, are not paid for twice. */
@Singleton
public class VerdictStore {
    private static final String FIND = "SELECT label, value, explanation FROM eval.verdict WHERE digest = ?";
    private static final String ADD = """
            INSERT INTO eval.verdict (digest, label, value, explanation, made_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String SWEEP = "DELETE FROM eval.verdict WHERE made_at < ?";

    private final DataSource database;
    private final EvaluatorConfig config;
    private final Clock clock;

    VerdictStore(DataSource database, EvaluatorConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** @param digest of all that decides the verdict, 64 hex digits */
    public Optional<Finding> find(String digest) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setBytes(1, HexFormat.of().parseHex(digest));
                ResultSet row = query.executeQuery();
                return row.next()
                        ? Optional.of(new Finding(
                                Label.valueOf(row.getString("label").toUpperCase(Locale.ROOT)),
                                row.getObject("value", Double.class),
                                row.getString("explanation")))
                        : Optional.empty();
            }
        });
    }

    public void add(String digest, Finding finding) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setBytes(1, HexFormat.of().parseHex(digest));
                insert.setString(2, finding.label().wire());
                insert.setObject(3, finding.value());
                insert.setString(4, finding.explanation());
                insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
                return insert.executeUpdate();
            }
        });
    }

    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setObject(
                        1,
                        clock.instant()
                                .minus(Duration.ofDays(config.keepScoreDays()))
                                .atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }
}
