package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URI;

/**
 * An event of the PagerDuty Events API v2. The deduplication key is the alert, so that repeats and the end find the
 * incident that the beginning made.
 */
final class PagerDutyBody {
    private static final int SUMMARY_CHARS = 1024;
    private static final int KEY_CHARS = 255;

    private PagerDutyBody() {}

    static ObjectNode of(JsonNode message, Encoding.Recipient to) {
        Told told = new Told(message);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("routing_key", to.key());
        body.put("event_action", told.isResolved() ? "resolve" : "trigger");
        String host = String.valueOf(URI.create(to.console()).getHost());
        body.put("dedup_key", Told.cut("plumbline/" + host + "/alert/" + told.id(), KEY_CHARS));
        if (told.isResolved()) {
            return body;
        }
        body.put("client", "Plumbline");
        body.put("client_url", told.link(to.console()));
        ObjectNode payload = body.putObject("payload");
        payload.put("summary", Told.cut(told.statement(), SUMMARY_CHARS));
        payload.put("source", told.subject("feature"));
        payload.put("severity", told.isPage() ? "critical" : told.isTest() ? "info" : "warning");
        payload.put("timestamp", told.openedAt());
        payload.put("class", told.subject("kind"));
        payload.put("component", told.subject("name"));
        payload.put("group", told.slice());
        ObjectNode details = payload.putObject("custom_details");
        details.set("measure", told.evidence().path("measure"));
        details.set("releases", told.evidence().path("releases"));
        details.set("exampleTraceIds", told.evidence().path("exampleTraceIds"));
        details.set("findings", told.evidence().path("findings"));
        ObjectNode link = body.putArray("links").addObject();
        link.put("href", told.link(to.console()));
        link.put("text", "The alert in Plumbline");
        return body;
    }
}
