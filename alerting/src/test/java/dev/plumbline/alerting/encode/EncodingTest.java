package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Each form against the limits that its receivers document. */
class EncodingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "R0123456789abcdefR0123456789abcd";
    private static final Encoding.Recipient TO =
            new Encoding.Recipient("on-call", KEY, "https://plumbline.example.org");

    private static ObjectNode message(String type, String severity, String statement) throws Exception {
        ObjectNode message = (ObjectNode) JSON.readTree("""
                {"type": "x", "timestamp": "2026-03-01T12:00:00Z", "data": {
                   "change": "opened",
                   "alert": {"id": 17, "subject": {"projectId": 3, "feature": "support", "kind": "quality",
                             "name": "grounded"}, "severity": "page", "state": "firing", "statement": "",
                             "evidence": {"measure": {"n": 34, "bad": 14}, "slice": "app.plan=pro", "releases": ["1.1"],
                                          "exampleTraceIds": ["0af7651916cd43dd8448eb211c80319c"], "findings": []},
                             "times": {"openedAt": "2026-03-01T11:00:00Z", "resolvedAt": null}},
                   "link": "https://plumbline.example.org/alerts/17?from=a&to=b", "superseded": []}}
                """);
        message.put("type", type);
        ObjectNode alert = message.withObject("/data/alert");
        alert.put("severity", severity).put("statement", statement);
        if (type.equals("alert.resolved")) {
            alert.put("state", "resolved").withObject("/times").put("resolvedAt", "2026-03-01T11:45:00Z");
        }
        return message;
    }

    private static JsonNode encoded(Encoding encoding, JsonNode message) throws Exception {
        return JSON.readTree(encoding.encode(message, TO));
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode together() throws Exception {
        ObjectNode both = message("alert.firing", "page", "41 % failed");
        ObjectNode other = message("alert.resolved", "ticket", "a new <cluster>");
        other.withObject("/data/alert").put("id", 18).withObject("/subject").put("kind", "drift");
        ObjectNode data = both.withObject("/data");
        ObjectNode first = data.deepCopy();
        data.put("group", "{}:{feature=\"support\"}")
                .putArray("alerts")
                .add(first)
                .add(other.path("data"));
        return both;
    }

    @Test
    void alertsOfAGroup_areAllInTheBodyWithWhatTheyShare() throws Exception {
        JsonNode body = encoded(Encoding.ALERTMANAGER, together());

        assertThat(body.path("status").asText()).isEqualTo("firing");
        assertThat(body.path("groupKey").asText()).isEqualTo("{}:{feature=\"support\"}");
        assertThat(body.path("alerts")).hasSize(2);
        assertThat(body.at("/alerts/1/status").asText()).isEqualTo("resolved");
        assertThat(body.at("/alerts/1/labels/alert_id").asText()).isEqualTo("18");
        assertThat(body.at("/alerts/1/endsAt").asText()).isEqualTo("2026-03-01T11:45:00Z");
        assertThat(body.at("/commonLabels/feature").asText()).isEqualTo("support");
        assertThat(body.path("commonLabels").has("alert_id")).isFalse();
        assertThat(body.path("commonAnnotations").has("summary")).isFalse();
        assertThat(encoded(Encoding.SLACK, together()).toString())
                .contains("Page: 41 % failed", "Resolved: a new &lt;cluster&gt;");
    }

    /** The keys that Alertmanager 0.25 sends, with types its receivers unmarshal. */
    @Test
    void alertmanager_hasItsShape() throws Exception {
        JsonNode firing = encoded(Encoding.ALERTMANAGER, message("alert.firing", "page", "41 % failed"));

        assertThat(keys(firing))
                .containsExactlyInAnyOrder(
                        "receiver",
                        "status",
                        "alerts",
                        "groupLabels",
                        "commonLabels",
                        "commonAnnotations",
                        "externalURL",
                        "version",
                        "groupKey",
                        "truncatedAlerts");
        assertThat(firing.path("version").asText()).isEqualTo("4");
        assertThat(firing.path("truncatedAlerts").isInt()).isTrue();
        assertThat(firing.path("receiver").asText()).isEqualTo("on-call");
        JsonNode alert = firing.path("alerts").path(0);
        assertThat(keys(alert))
                .containsExactlyInAnyOrder(
                        "status", "labels", "annotations", "startsAt", "endsAt", "generatorURL", "fingerprint");
        assertThat(alert.path("labels")).allMatch(JsonNode::isTextual);
        assertThat(alert.path("annotations")).allMatch(JsonNode::isTextual);
        assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(alert.path("endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(alert.path("fingerprint").asText()).hasSize(16);

        JsonNode resolved = encoded(Encoding.ALERTMANAGER, message("alert.resolved", "page", "over"));
        assertThat(resolved.path("status").asText()).isEqualTo("resolved");
        assertThat(resolved.path("alerts").path(0).path("endsAt").asText()).isEqualTo("2026-03-01T11:45:00Z");
        assertThat(resolved.path("groupKey")).isEqualTo(firing.path("groupKey"));
        assertThat(resolved.path("alerts").path(0).path("fingerprint")).isEqualTo(alert.path("fingerprint"));
    }

    @Test
    void pagerDuty_keepsItsLimitsAndItsKey() throws Exception {
        String text = encode(
                Encoding.PAGERDUTY, "alert.firing", "page", "€".repeat(1023) + "\uD83D\uDE00" + "x".repeat(9000));
        JsonNode trigger = JSON.readTree(text);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(512 * 1024);
        assertThat(trigger.path("routing_key").asText()).isEqualTo(KEY);
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asText()).hasSizeLessThanOrEqualTo(255);
        assertThat(trigger.path("payload").path("summary").asText())
                .hasSizeLessThanOrEqualTo(1024)
                .endsWith("€…");
        assertThat(trigger.path("payload").path("severity").asText()).isEqualTo("critical");
        assertThat(trigger.path("payload").path("source").asText()).isEqualTo("support");
        assertThat(encoded(Encoding.PAGERDUTY, message("alert.firing", "ticket", "x"))
                        .path("payload")
                        .path("severity")
                        .asText())
                .isEqualTo("warning");

        JsonNode resolve = encoded(Encoding.PAGERDUTY, message("alert.resolved", "page", "over"));
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key")).isEqualTo(trigger.path("dedup_key"));
        assertThat(resolve.path("routing_key").asText()).isEqualTo(KEY);
    }

    private static String encode(Encoding encoding, String type, String severity, String statement) throws Exception {
        return encoding.encode(message(type, severity, statement), TO);
    }

    @Test
    void slack_escapesWhatItWouldReadAsMarkupAndCutsWhatItWouldRefuse() throws Exception {
        JsonNode hostile =
                encoded(Encoding.SLACK, message("alert.firing", "page", "<!channel> & <https://evil.example|here>"));
        assertThat(hostile.toString()).doesNotContain("<!channel>").doesNotContain("<https://evil");
        assertThat(hostile.path("blocks").path(1).path("text").path("text").asText())
                .isEqualTo("&lt;!channel&gt; &amp; &lt;https://evil.example|here&gt;");
        assertThat(hostile.path("blocks").path(2).path("text").path("text").asText())
                .startsWith("<https://plumbline.example.org/alerts/17?from=a&amp;to=b|");

        JsonNode flood = encoded(Encoding.SLACK, message("alert.firing", "page", "&".repeat(5000)));
        assertThat(flood.path("text").asText()).hasSizeLessThanOrEqualTo(3000);
        String section = flood.path("blocks").path(1).path("text").path("text").asText();
        assertThat(section).hasSizeLessThanOrEqualTo(3000).endsWith("&amp;…");
        assertThat(flood.path("blocks").path(0).path("text").path("text").asText())
                .hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void standard_isTheMessageItself() throws Exception {
        JsonNode message = message("alert.firing", "page", "41 % failed");

        assertThat(encoded(Encoding.STANDARD, message)).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void test_saysThatNothingIsWrong(Encoding encoding) throws Exception {
        JsonNode test = JSON.readTree("{\"type\":\"test\",\"timestamp\":\"2026-03-01T12:00:00Z\"}");

        String body = encoding.encode(test, TO);

        assertThat(body).contains(encoding == Encoding.STANDARD ? "\"test\"" : "Nothing is wrong");
        assertThat(JSON.readTree(body).isContainerNode()).isTrue();
    }
}
