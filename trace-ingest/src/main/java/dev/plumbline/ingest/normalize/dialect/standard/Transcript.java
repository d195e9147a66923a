package dev.plumbline.ingest.normalize.dialect.standard;

import dev.plumbline.contracts.trace.Message;
import dev.plumbline.ingest.normalize.dialect.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation written as one text, each message behind its role: the way of OpenLIT, where a
 * message without text says {@code None}.
 */
public final class Transcript {
    private static final Pattern TURN = Pattern.compile("(?m)^(system|developer|user|assistant|tool): ");

    private Transcript() {}

    public static boolean is(Object value) {
        return value instanceof String text && TURN.matcher(text).lookingAt();
    }

    /** The messages of a text that {@link #is} a transcript. */
    public static List<Message> read(String text) {
        List<Message> messages = new ArrayList<>();
        Matcher turn = TURN.matcher(text);
        boolean more = turn.find();
        while (more) {
            String role = Messages.role(turn.group(1), "user");
            int from = turn.end();
            more = turn.find();
            String said = text.substring(from, more ? turn.start() - 1 : text.length());
            messages.addAll(
                    Messages.read(List.of(Map.of("role", role, "content", said.equals("None") ? "" : said)), role));
        }
        return messages;
    }
}
