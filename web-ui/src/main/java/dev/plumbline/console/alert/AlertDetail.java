package dev.plumbline.console.alert;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * An alert with its history and with who was told, as its owner tells it.
 *
 * @param history in order
 * @param notifications one per change and receiver
 */
public record AlertDetail(Alert alert, List<Alert.Transition> history, List<Notification> notifications) {

    /**
     * @param state {@code pending}, {@code delivered} or {@code failed}
     * @param nextAt when it is tried next, while it is pending
     */
    public record Notification(String id, String receiver, String state, Instant nextAt, List<Attempt> attempts) {}

    /** @param status of the answer; null when there was none */
    public record Attempt(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error) {}
}
