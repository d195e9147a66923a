package dev.plumbline.ingest.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import dev.plumbline.ingest.IngestPipeline.Encoding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers in the sender's encoding: {@code Export*ServiceResponse} and {@code google.rpc.Status}. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
    private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

    private Answers() {}

    /** The response to a taken message; empty where all went well, as the specification wants it. */
    static byte[] response(Signal signal, Verdict verdict, Encoding encoding) {
        boolean clean = verdict.rejected() == 0 && verdict.reasons().isEmpty();
        if (encoding == Encoding.PROTOBUF) {
            return clean
                    ? new byte[0]
                    : protobuf(out -> out.writeByteArray(1, protobuf(partial -> {
                        if (verdict.rejected() > 0) {
                            partial.writeInt64(1, verdict.rejected());
                        }
                        partial.writeString(2, verdict.message());
                    })));
        }
        Map<String, Object> partial = new LinkedHashMap<>();
        if (verdict.rejected() > 0) {
            partial.put(rejectedField(signal), String.valueOf(verdict.rejected()));
        }
        partial.put("errorMessage", verdict.message());
        return json(clean ? Map.of() : Map.of("partialSuccess", partial));
    }

    private static String rejectedField(Signal signal) {
        return switch (signal) {
            case TRACES -> "rejectedSpans";
            case LOGS -> "rejectedLogRecords";
            case METRICS -> "rejectedDataPoints";
        };
    }

    /** A {@code google.rpc.Status}; an overloaded one says in it when to come back, bad data what is wrong with it. */
    static byte[] status(Verdict verdict, Encoding encoding, int retrySeconds) {
        if (encoding == Encoding.JSON) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("code", verdict.kind().grpc);
            status.put("message", verdict.message());
            if (verdict.kind() == Verdict.Kind.OVERLOADED) {
                status.put("details", List.of(Map.of("@type", RETRY_INFO, "retryDelay", retrySeconds + "s")));
            } else if (verdict.kind() == Verdict.Kind.BAD_DATA) {
                Map<String, Object> violation = Map.of("field", "", "description", verdict.message());
                status.put("details", List.of(Map.of("@type", BAD_REQUEST, "fieldViolations", List.of(violation))));
            }
            return json(status);
        }
        return protobuf(out -> {
            out.writeInt32(1, verdict.kind().grpc);
            out.writeString(2, verdict.message());
            if (verdict.kind() == Verdict.Kind.OVERLOADED) {
                byte[] delay = protobuf(duration -> duration.writeInt64(1, retrySeconds));
                out.writeByteArray(3, detail(RETRY_INFO, protobuf(info -> info.writeByteArray(1, delay))));
            } else if (verdict.kind() == Verdict.Kind.BAD_DATA) {
                byte[] violation = protobuf(field -> field.writeString(2, verdict.message()));
                out.writeByteArray(3, detail(BAD_REQUEST, protobuf(bad -> bad.writeByteArray(1, violation))));
            }
        });
    }

    private static byte[] detail(String type, byte[] value) {
        return protobuf(any -> {
            any.writeString(1, type);
            any.writeByteArray(2, value);
        });
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] protobuf(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
