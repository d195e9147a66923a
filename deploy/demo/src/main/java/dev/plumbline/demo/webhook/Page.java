package dev.plumbline.demo.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message that came with a valid signature.
 *
 * @param id of the message: the same on every attempt to deliver it
 */
public record Page(String id, JsonNode body) {

    /** Whether it is about an alert that fires, and not a test message, a heartbeat or an all-clear. */
    public boolean fires() {
        String type = body.path("type").asText("");
        boolean about = type.startsWith("alert") || body.has("alert") || body.has("alerts");
        boolean over = type.endsWith("resolved")
                || body.path("status").asText("").equals("resolved")
                || body.path("data").path("state").asText("").equals("resolved");
        return about && !over;
    }
}
