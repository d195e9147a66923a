package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.pause.PauseStore;
import dev.plumbline.alerting.quality.RuleState;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.TreeMap;

/** What the rules of a feature know, and by which definitions and pauses they are judged. */
@Singleton
class StateStore {
    private static final TypeReference<TreeMap<String, JsonNode>> STATES = new TypeReference<>() {};

    private final DefinitionStore definitions;
    private final PauseStore pauses;
    private final AlertingConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    StateStore(DefinitionStore definitions, PauseStore pauses, AlertingConfig config, ObjectMapper json, Clock clock) {
        this.definitions = definitions;
        this.pauses = pauses;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** States by key. @param broken those that cannot be read, as they were found; they keep no other from its work */
    record States(TreeMap<String, RuleState> rules, TreeMap<String, JsonNode> broken) {}

    /** What is watched now, in the caller's transaction. */
    Watches watches(Connection connection) throws SQLException {
        return new Watches(definitions.inForce(connection), pauses.recent(connection), config, clock.instant());
    }

    States read(String text) {
        States states = new States(new TreeMap<>(), new TreeMap<>());
        try {
            json.readValue(text, STATES).forEach((key, node) -> {
                try {
                    states.rules().put(key, json.treeToValue(node, RuleState.class));
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    states.broken().put(key, node);
                }
            });
            return states;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(Connection connection, RuleStore.Feature feature, long next, States states) throws SQLException {
        TreeMap<String, Object> all = new TreeMap<>(states.rules());
        all.putAll(states.broken());
        try (PreparedStatement update = connection.prepareStatement(RuleSql.SAVE)) {
            update.setLong(1, next);
            update.setString(2, json.writeValueAsString(all));
            update.setInt(3, feature.projectId());
            update.setString(4, feature.name());
            update.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
