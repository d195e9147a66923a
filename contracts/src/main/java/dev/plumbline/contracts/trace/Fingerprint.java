package dev.plumbline.contracts.trace;

/**
 * SHA-256 digests (64 lower-case hex digits) of what the model saw: canonical JSON (RFC 8785) of each component, and
 * {@code request} over the six component digests in the order of this record. Ids of calls, times and span ids are left
 * out, so the same call gives the same fingerprint through every dialect.
 *
 * @param model requested model and its parameters
 * @param context retrieved documents
 * @param history every message before the last user turn, system left out
 * @param input the last user turn and what follows it
 */
public record Fingerprint(
        String request, String model, String system, String tools, String context, String history, String input) {}
