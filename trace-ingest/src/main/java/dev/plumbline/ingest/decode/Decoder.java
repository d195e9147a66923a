package dev.plumbline.ingest.decode;

/** Messages of either encoding, and the mistake of sending one signal to the path of another. */
public final class Decoder {
    private static final String LOGS = "these are log records: send them to /v1/logs";
    private static final String SPANS = "these are spans: send them to /v1/traces";

    private final ProtobufDecoder protobuf = new ProtobufDecoder();
    private final JsonDecoder json = new JsonDecoder();

    /** @throws BadPayloadException when the message cannot be read, or holds log records */
    public Decoded<OtlpSpan> spans(boolean inJson, byte[] message) throws BadPayloadException {
        if (inJson) {
            return json.spans(message);
        }
        try {
            Decoded<OtlpSpan> decoded = protobuf.spans(message);
            if (decoded.items().isEmpty() && !decoded.rejections().isEmpty() && looksLikeLogs(message)) {
                throw new BadPayloadException(LOGS);
            }
            return decoded;
        } catch (BadPayloadException e) {
            throw looksLikeLogs(message) ? new BadPayloadException(LOGS) : e;
        }
    }

    /** @throws BadPayloadException when the message cannot be read, or holds spans */
    public Decoded<OtlpLog> logs(boolean inJson, byte[] message) throws BadPayloadException {
        if (inJson) {
            return json.logs(message);
        }
        try {
            Decoded<OtlpLog> decoded = protobuf.logs(message);
            if (decoded.items().stream().allMatch(log -> log.traceId() == null) && looksLikeSpans(message)) {
                throw new BadPayloadException(SPANS);
            }
            return decoded;
        } catch (BadPayloadException e) {
            throw looksLikeSpans(message) ? new BadPayloadException(SPANS) : e;
        }
    }

    /** Logs and traces share the numbers of their outer fields, so logs read as spans without ids. */
    private boolean looksLikeLogs(byte[] message) {
        try {
            return protobuf.logs(message).items().stream()
                    .anyMatch(log -> log.body() != null || !log.eventName().isEmpty());
        } catch (BadPayloadException notLogsEither) {
            return false;
        }
    }

    /** A log record has a time where a span has its trace id, so it never reads as a span. */
    private boolean looksLikeSpans(byte[] message) {
        try {
            return !protobuf.spans(message).items().isEmpty();
        } catch (BadPayloadException notSpansEither) {
            return false;
        }
    }
}
