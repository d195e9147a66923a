package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * One part of a message, as in the OpenTelemetry GenAI message schema.
 *
 * @param type {@code text}, {@code reasoning}, {@code tool_call}, {@code tool_call_response}, {@code blob},
 *     {@code file}, {@code uri} or a type of the sender's own
 * @param text the text of a text or reasoning part, the response of a tool (JSON text when it is not plain text)
 * @param id the tool call's id, where there is one
 * @param name the tool's name
 * @param json canonical JSON: the arguments of a tool call, or the whole part when its type is not one of ours
 */
public record Part(
        String type,
        @Nullable String text,
        @Nullable String id,
        @Nullable String name,
        @Nullable String json) {

    public static Part text(String text) {
        return new Part("text", text, null, null, null);
    }

    public static Part toolCall(@Nullable String id, String name, @Nullable String arguments) {
        return new Part("tool_call", null, id, name, arguments);
    }

    public static Part toolResponse(@Nullable String id, @Nullable String name, String response) {
        return new Part("tool_call_response", response, id, name, null);
    }
}
