package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** What the forms have in common: the fields of a message by what they mean. A test has none of an alert's. */
record Told(JsonNode message) {
    private static final String TEST = "This is a test of this receiver. Nothing is wrong.";

    /** Each alert of a message that tells several; the message itself when it tells one. */
    List<Told> each() {
        JsonNode alerts = message.path("data").path("alerts");
        if (alerts.isEmpty()) {
            return List.of(this);
        }
        List<Told> each = new ArrayList<>();
        for (JsonNode one : alerts) {
            ObjectNode single = JsonNodeFactory.instance.objectNode();
            single.put("type", "alert." + one.path("alert").path("state").asText());
            single.put("timestamp", at());
            single.set("data", one);
            each.add(new Told(single));
        }
        return each;
    }

    boolean isTest() {
        return message.path("type").asText().equals("test");
    }

    boolean isResolved() {
        return message.path("type").asText().equals("alert.resolved");
    }

    private JsonNode alert() {
        return message.path("data").path("alert");
    }

    String id() {
        return isTest() ? "test" : alert().path("id").asText();
    }

    String statement() {
        return isTest() ? TEST : alert().path("statement").asText();
    }

    String subject(String field) {
        return isTest() ? "test" : alert().path("subject").path(field).asText();
    }

    boolean isPage() {
        return alert().path("severity").asText().equals("page");
    }

    String severity() {
        return isTest() ? "test" : alert().path("severity").asText();
    }

    JsonNode evidence() {
        return alert().path("evidence");
    }

    String slice() {
        return evidence().path("slice").asText();
    }

    String at() {
        return message.path("timestamp").asText();
    }

    String openedAt() {
        return isTest() ? at() : alert().path("times").path("openedAt").asText();
    }

    String endedAt() {
        String ended = alert().path("times").path("resolvedAt").asText();
        return ended.isEmpty() ? at() : ended;
    }

    String link(String console) {
        String link = message.path("data").path("link").asText();
        return link.isEmpty() ? console : link;
    }

    /** Cut to a number of characters, between two of them; what is cut shows. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
