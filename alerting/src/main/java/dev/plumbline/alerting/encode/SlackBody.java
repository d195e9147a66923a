package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.stream.Collectors;

/**
 * A message to a Slack incoming webhook. Statements hold words of users' traffic: the three characters that Slack reads as
 * markup are escaped, so that none of them becomes a link or calls a channel. A section longer than 3000 characters would
 * be refused, so it is cut.
 */
final class SlackBody {
    private static final int SECTION_CHARS = 3000;
    private static final int HEADER_CHARS = 150;
    private static final int MARKUP_CHARS = 200;

    private SlackBody() {}

    static ObjectNode of(JsonNode message) {
        Told told = new Told(message);
        String state = told.isTest() ? "Test" : told.isResolved() ? "Resolved" : told.isPage() ? "Page" : "Ticket";
        String title = told.isTest() ? "Plumbline" : told.subject("feature") + ": " + told.subject("kind");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", section(state + ": ", told.statement()));
        ArrayNode blocks = body.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
        header.put("type", "plain_text").put("text", Told.cut(state + " · " + title, HEADER_CHARS));
        ObjectNode section = blocks.addObject().put("type", "section").putObject("text");
        section.put("type", "mrkdwn").put("text", section("", statements(told)));
        String link = message.path("data").path("link").asText();
        if (!link.isEmpty()) {
            ObjectNode more = blocks.addObject().put("type", "section").putObject("text");
            more.put("type", "mrkdwn").put("text", "<" + escape(link) + "|Evidence and examples>");
        }
        return body;
    }

    /** A line for each alert, when there are several. */
    private static String statements(Told told) {
        return told.each().size() == 1
                ? told.statement()
                : told.each().stream()
                        .map(one -> (one.isResolved() ? "Resolved: " : one.isPage() ? "Page: " : "Ticket: ")
                                + one.statement())
                        .collect(Collectors.joining("\n"));
    }

    /** Escaping makes text longer by up to four characters each, so what is cut is cut after it. */
    private static String section(String before, String text) {
        String escaped = escape(text);
        if (before.length() + escaped.length() <= SECTION_CHARS) {
            return before + escaped;
        }
        int left = SECTION_CHARS - before.length() - MARKUP_CHARS;
        StringBuilder cut = new StringBuilder(before);
        int at = 0;
        while (at < text.length() && cut.length() < left) {
            int next = text.offsetByCodePoints(at, 1);
            cut.append(escape(text.substring(at, next)));
            at = next;
        }
        return cut.append("…").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
