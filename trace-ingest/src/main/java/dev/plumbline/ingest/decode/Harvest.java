package dev.plumbline.ingest.decode;

import dev.plumbline.ingest.decode.wire.Oddities;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the items of a message while it is read. */
final class Harvest<T> {
    private static final int MOST_WARNINGS = 20;

    final List<T> items = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int unreadable;

    void reject(String reason, String message) {
        rejections.add(new Decoded.Rejection(reason, message));
    }

    /** The item's bytes or text are no such item, which costs itself, or the message where there is no other. */
    void unreadable(String what, BadPayloadException reason) {
        unreadable++;
        reject("unreadable", what + ": " + reason.getMessage());
    }

    void warn(String what, Oddities oddities) {
        for (String change : oddities.changes()) {
            if (warnings.size() < MOST_WARNINGS) {
                warnings.add(what + ": " + change);
            }
        }
    }

    /** @throws BadPayloadException when there was something, and none of it could be read */
    Decoded<T> done() throws BadPayloadException {
        if (items.isEmpty() && unreadable > 0 && unreadable == rejections.size()) {
            throw new BadPayloadException(rejections.get(0).message());
        }
        return new Decoded<>(items, rejections, List.copyOf(warnings));
    }
}
