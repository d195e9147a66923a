package dev.plumbline.standalone.supervise;

import java.time.Duration;

/**
 * How often parts are looked at, and how long they get.
 *
 * @param starting between two looks at a part that is not ready yet
 * @param running  between two looks at one that was
 * @param misses   so many looks in a row must find it not ready before it is called so: a busy part may miss one
 * @param patience from the start of a part until it must be ready; then it is ended
 */
public record Pace(Duration starting, Duration running, int misses, Duration patience) {
    public static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofSeconds(2), 3, Duration.ofMinutes(3));
}
