package dev.plumbline.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.encode.Encoding;
import dev.plumbline.alerting.webhook.Target;

/**
 * Where a receiver's messages go, and in which form.
 *
 * @param key the routing key of a form that has one; empty otherwise
 */
public record Addressee(String name, Target target, Encoding encoding, String key) {
    /** The body to send. @param console where people reach the console */
    public String body(JsonNode message, String console) {
        return encoding.encode(message, new Encoding.Recipient(name, key, console));
    }

    @Override
    public String toString() {
        return name;
    }
}
