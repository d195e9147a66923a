package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Alerts as {@code POST /api/v2/alerts} of Alertmanager takes them. One that fires has no end: Alertmanager gives it one
 * five minutes away ({@code resolve_timeout}), so it must be posted again before. A test has ended already.
 */
final class AlertmanagerApiBody {
    private AlertmanagerApiBody() {}

    static ArrayNode of(List<JsonNode> messages, Encoding.Recipient to) {
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        for (JsonNode message : messages) {
            for (Told told : new Told(message).each()) {
                ObjectNode alert = alerts.addObject();
                alert.set("labels", AlertmanagerBody.labels(told));
                alert.putObject("annotations")
                        .put("summary", told.statement())
                        .put("description", told.statement())
                        .put("link", told.link(to.console()));
                alert.put("startsAt", told.openedAt());
                if (told.isResolved() || told.isTest()) {
                    alert.put("endsAt", told.endedAt());
                }
                alert.put("generatorURL", told.link(to.console()));
            }
        }
        return alerts;
    }
}
