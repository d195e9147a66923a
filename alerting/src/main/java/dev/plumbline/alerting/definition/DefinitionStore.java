package dev.plumbline.alerting.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.audit.AuditStore;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Written rules by version. One change at a time, each with its audit; nothing is overwritten. */
@Singleton
public class DefinitionStore {
    /** The source of what came through the API. */
    public static final String API = "api";

    private static final Logger LOG = Logger.getLogger(DefinitionStore.class);

    private final DataSource database;
    private final AuditStore audit;
    private final ObjectMapper json;
    private final Clock clock;

    DefinitionStore(DataSource database, AuditStore audit, ObjectMapper json, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** What a change came to. */
    enum Outcome {
        CREATED,
        REPLACED,
        UNCHANGED,
        REMOVED,
        EXISTS,
        UNKNOWN,
        OF_A_FILE
    }

    /** The rules in force. */
    public Definitions inForce() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return inForce(connection);
        }
    }

    /** In the caller's transaction. */
    public Definitions inForce(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DefinitionSql.IN_FORCE)) {
            return new Definitions(versions(query));
        }
    }

    /** Rules in force that cannot be read, as after a step back to an older release, each with the reason. */
    Map<String, String> unreadable() throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(DefinitionSql.IN_FORCE)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                try {
                    DefinitionText.parse(json.readTree(row.getString("text")));
                } catch (BadRuleException | JsonProcessingException e) {
                    found.put(row.getString("name"), String.valueOf(e.getMessage()));
                }
            }
        }
        return found;
    }

    /** Every version of a rule, newest first. */
    List<Definitions.Version> versions(int project, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(DefinitionSql.VERSIONS)) {
            query.setInt(1, project);
            query.setString(2, name);
            return versions(query);
        }
    }

    private List<Definitions.Version> versions(PreparedStatement query) throws SQLException {
        List<Definitions.Version> all = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            try {
                all.add(new Definitions.Version(
                        DefinitionText.parse(json.readTree(row.getString("text"))),
                        row.getInt("version"),
                        row.getString("source"),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("ended_by")));
            } catch (BadRuleException | JsonProcessingException e) {
                LOG.debugf(e, "rule %s is not read", row.getString("name"));
            }
        }
        return all;
    }

    private interface Work<T> {
        T run(Connection connection, Definitions before) throws SQLException, BadRuleException;
    }

    private <T> T alone(Work<T> work) throws SQLException, BadRuleException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection.prepareStatement(DefinitionSql.LOCK)) {
                lock.execute();
                T result = work.run(connection, inForce(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | BadRuleException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Through the API. @param create false to replace one that there is */
    Outcome write(RuleDefinition rule, boolean create, String actor) throws SQLException, BadRuleException {
        return alone((connection, before) -> {
            Optional<Definitions.Version> known = before.named(rule.selector().project(), rule.name());
            if (known.isPresent() == create) {
                return create ? Outcome.EXISTS : Outcome.UNKNOWN;
            }
            if (known.isPresent() && !known.get().source().equals(API)) {
                return Outcome.OF_A_FILE;
            }
            before.admit(rule);
            return put(connection, rule, API, actor);
        });
    }

    Outcome remove(int project, String name, String actor) throws SQLException {
        try {
            return alone((connection, before) -> {
                Optional<Definitions.Version> known = before.named(project, name);
                if (known.isEmpty()) {
                    return Outcome.UNKNOWN;
                }
                if (!known.get().source().equals(API)) {
                    return Outcome.OF_A_FILE;
                }
                end(connection, known.get().rule(), actor, true);
                return Outcome.REMOVED;
            });
        } catch (BadRuleException e) {
            throw new IllegalStateException("nothing is read", e);
        }
    }

    /**
     * Makes the rules of a file those that are in force from it: whole or not at all.
     *
     * @return how many changed
     */
    int follow(String file, List<RuleDefinition> rules) throws SQLException, BadRuleException {
        return alone((connection, before) -> {
            String actor = "file " + file;
            Set<String> names = new HashSet<>();
            int changed = 0;
            for (RuleDefinition rule : rules) {
                names.add(rule.selector().project() + "/" + rule.name());
            }
            for (Definitions.Version known : before.all()) {
                RuleDefinition old = known.rule();
                if (known.source().equals(file)
                        && !names.contains(old.selector().project() + "/" + old.name())) {
                    end(connection, old, actor, true);
                    changed++;
                }
            }
            for (RuleDefinition rule : rules) {
                Definitions now = inForce(connection);
                Optional<Definitions.Version> known = now.named(rule.selector().project(), rule.name());
                if (known.isPresent() && !known.get().source().equals(file)) {
                    throw new BadRuleException(
                            rule.name(),
                            "name",
                            "is taken by a rule from " + known.get().source());
                }
                now.admit(rule);
                changed += put(connection, rule, file, actor) == Outcome.UNCHANGED ? 0 : 1;
            }
            return changed;
        });
    }

    private Outcome put(Connection connection, RuleDefinition rule, String source, String actor) throws SQLException {
        Optional<Definitions.Version> known =
                inForce(connection).named(rule.selector().project(), rule.name());
        if (known.isPresent() && known.get().rule().means(rule)) {
            return Outcome.UNCHANGED;
        }
        String old = end(connection, rule, actor, false);
        try (PreparedStatement insert = connection.prepareStatement(DefinitionSql.ADD)) {
            insert.setInt(1, rule.selector().project());
            insert.setString(2, rule.name());
            insert.setInt(3, rule.selector().project());
            insert.setString(4, rule.name());
            insert.setString(5, json.writeValueAsString(rule.text()));
            insert.setString(6, source);
            insert.setString(7, actor);
            insert.setTimestamp(8, Timestamp.from(clock.instant()));
            insert.executeQuery();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        audited(
                connection,
                old == null ? "create" : "replace",
                rule,
                actor,
                old,
                rule.text().toString());
        return old == null ? Outcome.CREATED : Outcome.REPLACED;
    }

    private @Nullable String end(Connection connection, RuleDefinition rule, String actor, boolean forGood)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DefinitionSql.END)) {
            update.setString(1, actor);
            update.setTimestamp(2, Timestamp.from(clock.instant()));
            update.setInt(3, rule.selector().project());
            update.setString(4, rule.name());
            ResultSet row = update.executeQuery();
            String old = row.next() ? row.getString("text") : null;
            if (forGood && old != null) {
                audited(connection, "remove", rule, actor, old, null);
            }
            return old;
        }
    }

    private void audited(
            Connection connection,
            String action,
            RuleDefinition rule,
            String actor,
            @Nullable String before,
            @Nullable String after)
            throws SQLException {
        audit.write(
                connection,
                new AuditStore.Entry(
                        actor,
                        action,
                        "rule/" + rule.name(),
                        before == null ? null : Map.of("text", before),
                        after == null ? null : Map.of("text", after)));
    }
}
