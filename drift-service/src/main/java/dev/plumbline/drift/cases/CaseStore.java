package dev.plumbline.drift.cases;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.embed.TextStore;
import dev.plumbline.drift.evalset.EvaluationState;
import dev.plumbline.drift.evalset.EvaluationStore;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.finding.FindingStore;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Keeps evaluation sets: an upload takes the place of the one before, whole or not at all. */
@Singleton
public class CaseStore {
    private static final HexFormat HEX = HexFormat.of();

    /** Sets of a feature at most. */
    private static final int MOST_SETS = 8;

    /** Serialises with the cycle that advances the feature; a feature without traffic has no row. */
    private static final String HOLD = "SELECT FROM drift.feature WHERE project_id = ? AND feature = ? FOR UPDATE";

    private static final String CREATE = """
            INSERT INTO drift.evaluation_set (project_id, feature, name, version, created_at, replaced_at)
            SELECT ?, ?, ?, 0, ?, ?
            WHERE (SELECT count(*) FROM drift.evaluation_set WHERE project_id = ? AND feature = ? AND name <> ?) < ?
            ON CONFLICT (project_id, feature, name) DO NOTHING
            """;
    private static final String FIND = """
            SELECT id, version, state FROM drift.evaluation_set WHERE project_id = ? AND feature = ? AND name = ? FOR UPDATE
            """;
    private static final String DELETE = "DELETE FROM drift.evaluation_set WHERE id = ?";
    private static final String CASES = """
            SELECT case_id, encode(digest, 'hex'), encode(trace_id, 'hex'), input, encode(span_id, 'hex')
            FROM drift.evaluation_case WHERE set_id = ? ORDER BY position, case_id
            """;

    private final DataSource database;
    private final RequestReader requests;
    private final TextStore texts;
    private final FeatureStore features;
    private final FindingStore findings;
    private final CaseRows rows = new CaseRows();

    CaseStore(DataSource database, TextStore texts, FeatureStore features, FindingStore findings) {
        this.database = database;
        this.requests = new RequestReader(database);
        this.texts = texts;
        this.features = features;
        this.findings = findings;
    }

    /**
     * What an upload changed.
     *
     * @param version of the set after it; the same as before when nothing changed
     * @param kept cases that were there already, with their vectors and their age
     */
    public record Put(int version, int cases, int added, int kept, int removed) {}

    /**
     * Puts a set in the place of what is there under its name.
     *
     * @throws FaultyCasesException when the input of a trace is not there: nothing is stored
     * @throws TooManySetsException when the feature has eight others
     */
    Put put(FeatureKey key, String name, List<Item> items, Instant now) {
        return Sql.transaction(database, connection -> {
            List<Resolved> resolved = resolve(connection, key, items);
            hold(connection, key);
            create(connection, key, name, now);
            Found set = find(connection, key, name);
            if (set == null) {
                throw new TooManySetsException(MOST_SETS);
            }
            Map<String, String> before = known(connection, set.id());
            List<Resolved> added = resolved.stream()
                    .filter(one -> !identity(one).equals(before.get(one.item().id())))
                    .toList();
            Set<String> stay = resolved.stream().map(one -> one.item().id()).collect(Collectors.toSet());
            Set<String> gone = new HashSet<>(before.keySet());
            gone.removeAll(stay);
            int kept = resolved.size() - added.size();
            if (added.isEmpty() && gone.isEmpty()) {
                return new Put(set.version(), resolved.size(), 0, kept, 0);
            }
            rows.replace(connection, set.id(), added, gone, now);
            features.due(connection, key, now);
            return new Put(set.version() + 1, resolved.size(), added.size(), kept, gone.size());
        });
    }

    /** Deletes a set; what is open about it is told as ended. Whether there was one. */
    boolean delete(FeatureKey key, String name, Instant now) {
        return Sql.transaction(database, connection -> {
            hold(connection, key);
            Found set = find(connection, key, name);
            if (set == null) {
                return false;
            }
            EvaluationState state = set.state();
            List<String> open = state.open().stream().map(story -> story.id()).toList();
            findings.giveUp(connection, key, open, state.look() + 1, now);
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setLong(1, set.id());
                return delete.executeUpdate() > 0;
            }
        });
    }

    /** The texts of a set's cases, of those that are there. */
    public List<String> texts(int projectId, long set) {
        List<String> inputs = new ArrayList<>();
        Set<RequestRef> refs = new HashSet<>();
        Sql.commit(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(CASES)) {
                query.setLong(1, set);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    if (row.getString(4) != null) {
                        inputs.add(row.getString(4));
                    } else {
                        refs.add(new RequestRef(projectId, row.getString(3), row.getString(5)));
                    }
                }
            }
        });
        inputs.addAll(texts.inputs(refs).values());
        return inputs;
    }

    private List<Resolved> resolve(Connection connection, FeatureKey key, List<Item> items) throws SQLException {
        Set<String> traces =
                items.stream().map(Item::traceId).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, List<Request>> found =
                traces.isEmpty() ? Map.of() : requests.ofTraces(connection, key.projectId(), traces);
        List<Resolved> resolved = new ArrayList<>();
        List<CaseFault> faults = new ArrayList<>();
        for (Item item : items) {
            String input = item.input();
            if (input != null) {
                String text = CaseTexts.read(input);
                resolved.add(new Resolved(item, text, null, CaseTexts.digest(text)));
                continue;
            }
            List<Request> asked = found.getOrDefault(String.valueOf(item.traceId()), List.of());
            String field = "items[" + (item.row() - 1) + "].traceId";
            if (asked.isEmpty()) {
                faults.add(new CaseFault(item.row(), field, field + " is no trace of this project"));
            } else if (asked.get(0).text().input().isBlank()) {
                faults.add(new CaseFault(item.row(), field, field + " has no input text"));
            } else {
                String text = asked.get(0).text().input();
                resolved.add(new Resolved(item, text, asked.get(0).ref().spanId(), CaseTexts.digest(text)));
            }
        }
        if (!faults.isEmpty()) {
            throw new FaultyCasesException(faults, items.size());
        }
        return resolved;
    }

    private static void hold(Connection connection, FeatureKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HOLD)) {
            query.setInt(1, key.projectId());
            query.setString(2, key.feature());
            query.execute();
        }
    }

    private static void create(Connection connection, FeatureKey key, String name, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setInt(1, key.projectId());
            insert.setString(2, key.feature());
            insert.setString(3, name);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.setInt(6, key.projectId());
            insert.setString(7, key.feature());
            insert.setString(8, name);
            insert.setInt(9, MOST_SETS);
            insert.executeUpdate();
        }
    }

    private record Found(long id, int version, EvaluationState state) {}

    private static @Nullable Found find(Connection connection, FeatureKey key, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setInt(1, key.projectId());
            query.setString(2, key.feature());
            query.setString(3, name);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                return null;
            }
            String state = row.getString(3);
            return new Found(
                    row.getLong(1),
                    row.getInt(2),
                    state == null ? EvaluationState.START : EvaluationStore.read(state, EvaluationState.class));
        }
    }

    /** What each case is, by its id. */
    private static Map<String, String> known(Connection connection, long set) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CASES)) {
            query.setLong(1, set);
            return CaseRows.identities(query.executeQuery());
        }
    }

    private static String identity(Resolved one) {
        return one.digest()
                + (one.item().traceId() == null ? "" : "@" + one.item().traceId());
    }

    /** Id of a case as bytes, or null. */
    static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HEX.parseHex(hex);
    }
}
