package dev.plumbline.ingest.otlp;

import java.util.List;

/**
 * What became of a message, before a transport puts it into its own words.
 *
 * @param rejected items not taken, for {@code partial_success}
 * @param reasons of the rejection, of a refusal, or a warning beside full success
 */
record Verdict(Kind kind, int rejected, List<String> reasons) {

    /** The HTTP status and gRPC status code of each ending; specification, "Failures". */
    enum Kind {
        TAKEN(200, 0),
        BAD_DATA(400, 3),
        UNAUTHENTICATED(401, 16),
        NOT_FOUND(404, 12),
        WRONG_METHOD(405, 12),
        TOO_LARGE(413, 8),
        UNSUPPORTED(415, 3),
        OVERLOADED(503, 14);

        final int http;
        final int grpc;

        Kind(int http, int grpc) {
            this.http = http;
            this.grpc = grpc;
        }
    }

    static Verdict refused(Kind kind, String reason) {
        return new Verdict(kind, 0, List.of(reason));
    }

    /** At most ten reasons, short enough for the answer's limit. */
    String message() {
        int shown = Math.min(reasons.size(), 10);
        String text = String.join("; ", reasons.subList(0, shown));
        String cut = text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
        return reasons.size() > shown ? cut + "; and " + (reasons.size() - shown) + " more" : cut;
    }
}
