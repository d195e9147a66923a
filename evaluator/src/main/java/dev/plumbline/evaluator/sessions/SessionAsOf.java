package dev.plumbline.evaluator.sessions;

/**
 * A session as it was at one time.
 *
 * @param version how often it had been idle with news
 */
public record SessionAsOf(int project, String feature, String session, int version) {}
