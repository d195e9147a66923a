package dev.plumbline.console.view;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Function;

/**
 * A part of a screen that may have failed to load; a screen with a failed card says so and shows the rest.
 *
 * @param value what was loaded; null when it failed
 * @param problem why it failed, for people; null when it did not
 */
public record Card<T>(@Nullable T value, @Nullable String problem) {

    public static <T> Card<T> of(T value) {
        return new Card<>(value, null);
    }

    public static <T> Card<T> failed(String problem) {
        return new Card<>(null, problem);
    }

    public boolean ok() {
        return value != null;
    }

    /** What was loaded; only for a card that is ok. */
    public T loaded() {
        return Objects.requireNonNull(value, "a failed card has no value");
    }

    public <R> Card<R> map(Function<T, R> change) {
        return value == null ? new Card<>(null, problem) : of(change.apply(value));
    }

    public T orElse(T other) {
        return value == null ? other : value;
    }
}
