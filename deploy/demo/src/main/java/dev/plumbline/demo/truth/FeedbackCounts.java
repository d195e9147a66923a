package dev.plumbline.demo.truth;

/**
 * What became of the reports; {@code due = delivered + refused + givenUp + waiting}.
 *
 * @param refused answered with an error that repeating does not cure
 * @param givenUp still not accepted after the last attempt
 * @param retries attempts beyond the first of each
 */
public record FeedbackCounts(long delivered, long refused, long givenUp, long waiting, long retries) {}
