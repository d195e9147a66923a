package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The webhook of Alertmanager, version 4, of one alert or of a group: what its receivers read since 0.16. */
final class AlertmanagerBody {
    /** What stands for a moment that has not come. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private static final int FINGERPRINT_CHARS = 16;

    private AlertmanagerBody() {}

    static ObjectNode of(JsonNode message, Encoding.Recipient to) {
        Told told = new Told(message);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("receiver", to.name());
        body.put("status", status(told));
        ArrayNode alerts = body.putArray("alerts");
        ObjectNode labels = null;
        ObjectNode annotations = null;
        for (Told one : told.each()) {
            ObjectNode alert = alert(one, to);
            alerts.add(alert);
            labels = common(labels, alert.path("labels"));
            annotations = common(annotations, alert.path("annotations"));
        }
        ObjectNode shared = labels == null ? JsonNodeFactory.instance.objectNode() : labels;
        body.set("groupLabels", shared.deepCopy().retain("alertname", "feature"));
        body.set("commonLabels", shared);
        body.set("commonAnnotations", annotations);
        body.put("externalURL", to.console());
        body.put("version", "4");
        String group = message.path("data").path("group").asText();
        body.put("groupKey", group.isEmpty() ? "{}:{alert_id=\"" + told.id() + "\"}" : group);
        body.put("truncatedAlerts", 0);
        return body;
    }

    private static ObjectNode alert(Told told, Encoding.Recipient to) {
        ObjectNode labels = labels(told);
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        annotations.put("summary", told.statement());
        annotations.put("description", told.statement());
        String link = told.link(to.console());
        annotations.put("link", link);
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.put("status", status(told));
        alert.set("labels", labels);
        alert.set("annotations", annotations);
        alert.put("startsAt", told.openedAt());
        alert.put("endsAt", told.isResolved() ? told.endedAt() : NEVER);
        alert.put("generatorURL", link);
        alert.put("fingerprint", fingerprint(labels));
        return alert;
    }

    private static String status(Told told) {
        return told.isResolved() ? "resolved" : "firing";
    }

    /** What two have in common. @param known null for the first */
    private static ObjectNode common(@Nullable ObjectNode known, JsonNode next) {
        if (known == null) {
            return next.deepCopy();
        }
        List<String> different = new ArrayList<>();
        known.fieldNames().forEachRemaining(name -> {
            if (!known.path(name).equals(next.path(name))) {
                different.add(name);
            }
        });
        return known.remove(different);
    }

    static ObjectNode labels(Told told) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        labels.put("alert_id", told.id());
        labels.put("alertname", "Plumbline " + told.subject("kind"));
        labels.put("feature", told.subject("feature"));
        labels.put("project", told.subject("projectId"));
        labels.put("severity", told.isPage() ? "critical" : told.isTest() ? "none" : "warning");
        labels.put("subject", told.subject("name"));
        return labels;
    }

    private static String fingerprint(ObjectNode labels) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(labels.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
