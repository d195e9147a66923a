package dev.plumbline.contracts.trace;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One message between a user, a model and its tools.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 */
public record Message(String role, List<Part> parts) {

    public static Message text(String role, String text) {
        return new Message(role, List.of(Part.text(text)));
    }

    /** The text parts joined by line feeds; empty when there is none. */
    public String plainText() {
        return parts.stream()
                .filter(part -> part.type().equals("text"))
                .map(Part::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }
}
