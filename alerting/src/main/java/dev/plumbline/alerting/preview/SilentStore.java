package dev.plumbline.alerting.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The past of rules that count nothing: gaps between scores, and findings of drift. */
@Singleton
class SilentStore {
    /** Gaps between arrivals; the last one lasts until the end. Abstentions are not kept, so a gap may have held some. */
    private static final String GAPS = """
            SELECT feature, name, seen, next FROM (
                SELECT feature, name, received_at AS seen,
                       lead(received_at) OVER (PARTITION BY feature, name ORDER BY received_at) AS next
                FROM alert.signal
                WHERE project_id = ? AND (?::text IS NULL OR feature = ?) AND (?::text IS NULL OR name = ?)
                  AND received_at >= ? AND received_at < ?) AS arrival
            WHERE coalesce(next, ?) > seen + ? * interval '1 ms' ORDER BY seen, feature, name LIMIT ?
            """;

    private static final String FINDINGS = """
            SELECT feature, subject, statement, evidence, opened_at, resolved_at FROM alert.alert
            WHERE project_id = ? AND kind = 'drift' AND (?::text IS NULL OR feature = ?)
              AND opened_at >= ? AND opened_at < ? ORDER BY id LIMIT ?
            """;

    private final ObjectMapper json;

    SilentStore(ObjectMapper json) {
        this.json = json;
    }

    Past go(Connection connection, Period period, int most) throws SQLException {
        List<Past.Episode> episodes = period.rule().kind() == Kind.DRIFT
                ? findings(connection, period, most + 1)
                : gaps(connection, period, most + 1);
        boolean many = episodes.size() > most;
        return new Past(
                many ? episodes.get(most).openedAt() : period.to(),
                many ? "more than " + most + " alerts" : "",
                new Past.Read(0, 0),
                many ? episodes.subList(0, most) : episodes,
                List.of());
    }

    private List<Past.Episode> gaps(Connection connection, Period period, int most) throws SQLException {
        List<Past.Episode> episodes = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(GAPS)) {
            query.setInt(1, period.rule().selector().project());
            query.setString(2, period.rule().selector().feature());
            query.setString(3, period.rule().selector().feature());
            query.setString(4, period.rule().selector().score());
            query.setString(5, period.rule().selector().score());
            query.setTimestamp(6, Timestamp.from(period.from()));
            query.setTimestamp(7, Timestamp.from(period.to()));
            query.setTimestamp(8, Timestamp.from(period.to()));
            query.setLong(9, period.rule().scope().time().toMillis());
            query.setInt(10, most);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Instant seen = row.getTimestamp("seen").toInstant();
                Instant opened = seen.plus(period.rule().scope().time());
                Instant next = moment(row.getTimestamp("next"));
                episodes.add(new Past.Episode(
                        row.getString("feature"),
                        row.getString("name"),
                        period.rule().severity(),
                        opened,
                        next,
                        row.getString("feature") + ": no " + row.getString("name") + " since " + seen + ".",
                        nothing(seen, next == null ? period.to() : next)));
            }
        }
        return episodes;
    }

    private List<Past.Episode> findings(Connection connection, Period period, int most) throws SQLException {
        List<Past.Episode> episodes = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(FINDINGS)) {
            query.setInt(1, period.rule().selector().project());
            query.setString(2, period.rule().selector().feature());
            query.setString(3, period.rule().selector().feature());
            query.setTimestamp(4, Timestamp.from(period.from()));
            query.setTimestamp(5, Timestamp.from(period.to()));
            query.setInt(6, most);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Evidence evidence = json.readValue(row.getString("evidence"), Evidence.class);
                if (evidence.measure().share().estimate()
                        >= period.rule().scope().amount()) {
                    episodes.add(new Past.Episode(
                            row.getString("feature"),
                            row.getString("subject"),
                            period.rule().severity(),
                            row.getTimestamp("opened_at").toInstant(),
                            moment(row.getTimestamp("resolved_at")),
                            row.getString("statement"),
                            evidence));
                }
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return episodes;
    }

    private static @Nullable Instant moment(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static Evidence nothing(Instant from, Instant to) {
        return new Evidence(
                new Evidence.Measure(0, null, new Evidence.Share(0, 0, 1), null, null, null),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Evidence.Period(nano(from), nano(to)));
    }

    private static long nano(Instant moment) {
        return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
    }
}
