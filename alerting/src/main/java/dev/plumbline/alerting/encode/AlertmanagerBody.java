package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The webhook of Alertmanager, version 4, one alert a message: what its receivers read since 0.16. */
final class AlertmanagerBody {
    /** What stands for a moment that has not come. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private static final int FINGERPRINT_CHARS = 16;

    private AlertmanagerBody() {}

    static ObjectNode of(JsonNode message, Encoding.Recipient to) {
        Told told = new Told(message);
        String status = told.isResolved() ? "resolved" : "firing";
        ObjectNode labels = labels(told);
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        annotations.put("summary", told.statement());
        annotations.put("description", told.statement());
        String link = told.link(to.console());
        annotations.put("link", link);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("receiver", to.name());
        body.put("status", status);
        ObjectNode alert = body.putArray("alerts").addObject();
        alert.put("status", status);
        alert.set("labels", labels);
        alert.set("annotations", annotations);
        alert.put("startsAt", told.openedAt());
        alert.put("endsAt", told.isResolved() ? told.endedAt() : NEVER);
        alert.put("generatorURL", link);
        alert.put("fingerprint", fingerprint(labels));
        body.set("groupLabels", labels.deepCopy().retain("alertname", "feature"));
        body.set("commonLabels", labels.deepCopy());
        body.set("commonAnnotations", annotations.deepCopy());
        body.put("externalURL", to.console());
        body.put("version", "4");
        body.put("groupKey", "{}:{alert_id=\"" + told.id() + "\"}");
        body.put("truncatedAlerts", 0);
        return body;
    }

    private static ObjectNode labels(Told told) {
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
