package dev.plumbline.bench.chaos.notify;

/**
 * A message that a receiver took: answered with success, or read whole and not answered, so that its sender cannot know. One
 * that was answered with an error or a redirect was not taken.
 *
 * @param alert what it is about
 * @param end whether it tells that the alert ended
 * @param id its {@code webhook-id}
 * @param namesEarlier whether it tells that earlier messages about the alert were never delivered
 * @param hung whether the receiver let the sender run out of patience
 * @param atNanos when it came, by {@link System#nanoTime}
 */
record Taken(String receiver, String alert, boolean end, String id, boolean namesEarlier, boolean hung, long atNanos) {}
