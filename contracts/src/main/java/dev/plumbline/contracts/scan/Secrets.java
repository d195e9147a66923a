package dev.plumbline.contracts.scan;

import java.util.List;

/** Keys by the prefixes that their makers gave them to be found by, bearer tokens, JSON Web Tokens, PEM. */
final class Secrets {
    private static final int LONGEST_PEM = 20_000;
    private static final int SHORTEST_TOKEN = 16;
    private static final int SHORTEST_JWT_PART = 10;

    /** Behind each of them stand at least so many characters of a key. */
    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("sk-", 16),
            new Prefix("sk_live_", 16),
            new Prefix("sk_test_", 16),
            new Prefix("rk_live_", 16),
            new Prefix("ghp_", 30),
            new Prefix("gho_", 30),
            new Prefix("ghs_", 30),
            new Prefix("ghu_", 30),
            new Prefix("github_pat_", 30),
            new Prefix("glpat-", 16),
            new Prefix("xoxb-", 16),
            new Prefix("xoxp-", 16),
            new Prefix("xoxa-", 16),
            new Prefix("AKIA", 16),
            new Prefix("ASIA", 16),
            new Prefix("AIza", 30),
            new Prefix("hf_", 30),
            new Prefix("gsk_", 30),
            new Prefix("plk_", 20));

    private Secrets() {}

    private record Prefix(String text, int atLeast) {}

    /** The end of the secret that begins here; this place when none does. */
    static int end(String text, int start) {
        char c = text.charAt(start);
        if (c == 'e' && text.startsWith("eyJ", start)) {
            return jwt(text, start);
        }
        if ((c == 'B' || c == 'b') && text.regionMatches(true, start, "Bearer ", 0, 7)) {
            int end = token(text, start + 7);
            return end - start - 7 >= SHORTEST_TOKEN ? end : start;
        }
        if ("srgxAhp".indexOf(c) < 0) {
            return start;
        }
        for (Prefix prefix : PREFIXES) {
            if (text.startsWith(prefix.text(), start)) {
                int end = token(text, start + prefix.text().length());
                return end - start - prefix.text().length() >= prefix.atLeast() ? end : start;
            }
        }
        return start;
    }

    private static int jwt(String text, int start) {
        int header = part(text, start);
        if (header - start < SHORTEST_JWT_PART || !text.startsWith(".", header)) {
            return start;
        }
        int payload = part(text, header + 1);
        if (payload - header < SHORTEST_JWT_PART || !text.startsWith(".", payload)) {
            return start;
        }
        return part(text, payload + 1);
    }

    /** {@code -----BEGIN ... PRIVATE KEY-----} to the end of its last line. */
    static int pem(String text, int start) {
        if (!text.startsWith("-----BEGIN ", start)) {
            return start;
        }
        int label = text.indexOf("-----", start + 11);
        if (label < 0 || label - start > 60 || !text.substring(start, label).endsWith("PRIVATE KEY")) {
            return start;
        }
        String within = text.substring(label, Math.min(text.length(), label + LONGEST_PEM));
        int last = within.indexOf("-----END ");
        int dashes = last < 0 ? -1 : within.indexOf("-----", last + 9);
        return dashes < 0 ? label + within.length() : label + dashes + 5;
    }

    private static int part(String text, int from) {
        int at = from;
        while (at < text.length() && (Scan.isWord(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        return at;
    }

    private static int token(String text, int from) {
        int at = from;
        while (at < text.length() && (Scan.isWord(text.charAt(at)) || "-._~+/=".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        while (at > from && text.charAt(at - 1) == '.') {
            at--;
        }
        return at;
    }
}
