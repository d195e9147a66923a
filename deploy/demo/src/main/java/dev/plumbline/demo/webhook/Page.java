package dev.plumbline.demo.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message that came with a valid signature.
 *
 * @param id of the message: the same on every attempt to deliver it
 */
public record Page(String id, JsonNode body) {

    /** Its kind in one word: what came, a page or a ticket, an all-clear, or a test. */
    public enum Kind {
        PAGE,
        TICKET,
        RESOLVED,
        OTHER
    }

    public Kind kind() {
        return switch (body.path("type").asText()) {
            case "alert.firing" -> body.at("/data/alert/severity").asText().equals("ticket") ? Kind.TICKET : Kind.PAGE;
            case "alert.resolved" -> Kind.RESOLVED;
            default -> Kind.OTHER;
        };
    }
}
