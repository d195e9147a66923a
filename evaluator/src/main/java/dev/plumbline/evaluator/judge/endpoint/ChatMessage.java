package dev.plumbline.evaluator.judge.endpoint;

/**
 * A message of a chat.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 */
public record ChatMessage(String role, String content) {}
