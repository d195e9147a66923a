package dev.plumbline.drift.report.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.drift.DriftConfig;
import dev.plumbline.drift.embed.Model;
import dev.plumbline.drift.report.Nanos;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads how the watch over features stands. */
@Singleton
class FeatureListStore {

    private static final ObjectReader COMPARISONS =
            JsonMapper.builder().build().readerForListOf(FeatureItem.Comparison.class);
    private static final double WORTH_A_NOTE = 0.05;
    private static final String LIST = """
            SELECT feature.*,
                (SELECT count(*) FROM drift.input AS i
                 WHERE i.project_id = feature.project_id AND i.feature = feature.feature AND fate IS NULL) AS waiting,
                (SELECT count(*) FROM drift.observation AS o
                 WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                   AND o.state = 'waiting') AS without_vector,
                (SELECT count(*) FROM drift.observation AS o
                 WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                   AND o.state = 'unreadable') AS unreadable,
                (SELECT count(*) FROM (
                    SELECT FROM drift.observation AS o
                    WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                      AND o.state = 'embedded' AND o.ordinal >= consumed LIMIT ?) AS ready) AS ready,
                (SELECT min(start_nano) FROM drift.observation AS o
                 WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                   AND o.ordinal = learned_from) AS first_nano,
                (SELECT max(start_nano) FROM drift.observation AS o
                 WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                   AND o.ordinal = learned_until - 1) AS last_nano,
                (SELECT coalesce(max(number), 0) FROM drift.look AS l
                 WHERE l.project_id = feature.project_id AND l.feature = feature.feature
                   AND l.reference = feature.reference) AS windows,
                (SELECT count(*) FROM drift.observation AS o
                 WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                   AND o.ordinal >= feature.observed - 1000 AND o.language <> '') AS told,
                (SELECT count(*) FROM drift.observation AS o
                 WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                   AND o.ordinal >= feature.observed - 1000 AND o.language NOT IN ('', 'en')) AS not_english,
                (SELECT array_agg(language ORDER BY n DESC, language) FROM (
                    SELECT language, count(*) AS n FROM drift.observation AS o
                    WHERE o.project_id = feature.project_id AND o.feature = feature.feature
                      AND o.ordinal >= feature.observed - 1000 AND o.language NOT IN ('', 'en')
                    GROUP BY language ORDER BY n DESC, language LIMIT 5) AS other) AS other_languages,
                (SELECT count(*) FROM drift.finding AS f
                 WHERE f.project_id = feature.project_id AND f.feature = feature.feature
                   AND f.state = 'open') AS open_findings
            FROM drift.feature WHERE feature.project_id = ? ORDER BY feature.feature
            """;

    private final DataSource database;
    private final int learn;
    private final Model model;

    FeatureListStore(DataSource database, DriftConfig config, Model model) {
        this.database = database;
        this.learn = config.learn();
        this.model = model;
    }

    List<FeatureItem> list(int projectId) {
        return Sql.read(database, connection -> {
            List<FeatureItem> items = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                select.setInt(1, learn);
                select.setInt(2, projectId);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    items.add(item(row));
                }
            }
            return items;
        });
    }

    private FeatureItem item(ResultSet row) throws SQLException {
        Integer learned = row.getObject("learned_n", Integer.class);
        String learnedBy = row.getString("model");
        return new FeatureItem(
                row.getString("feature"),
                state(learned, learnedBy),
                learned == null
                        ? new FeatureItem.Learned(row.getInt("ready"), learn)
                        : new FeatureItem.Learned(learned, learned),
                learned == null
                        ? null
                        : new FeatureItem.Reference(
                                row.getInt("reference"),
                                Nanos.instant(row.getLong("first_nano")),
                                Nanos.instant(row.getLong("last_nano")),
                                learned,
                                learnedBy),
                new FeatureItem.Watch(
                        row.getInt("windows"), row.getInt("open_findings"), comparisons(row.getString("views"))),
                languages(row),
                new FeatureItem.Requests(
                        row.getLong("waiting"),
                        row.getLong("observed"),
                        row.getLong("same_session"),
                        row.getLong("late"),
                        new FeatureItem.Sessions(row.getLong("without_vector"), row.getLong("unreadable"))));
    }

    private FeatureItem.Languages languages(ResultSet row) throws SQLException {
        int told = row.getInt("told");
        Array other = row.getArray("other_languages");
        if (other == null || !model.isBuiltIn()) {
            return new FeatureItem.Languages(told, 0, List.of(), null);
        }
        int unknown = row.getInt("not_english");
        List<String> which = List.of((String[]) other.getArray());
        String note = unknown <= WORTH_A_NOTE * told
                ? null
                : ("The built-in model knows English: clusters among inputs in %s are coarse, their form and unfamiliarity"
                                + " still hold. A multilingual model can be configured.")
                        .formatted(String.join(", ", which));
        return new FeatureItem.Languages(told, unknown, which, note);
    }

    private static List<FeatureItem.Comparison> comparisons(@Nullable String views) {
        try {
            return views == null ? List.of() : COMPARISONS.readValue(views);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String state(@Nullable Integer learned, @Nullable String learnedBy) {
        if (learned == null) {
            return "learning";
        }
        return model.id().equals(learnedBy) ? "watching" : "model_changed";
    }
}
