package dev.plumbline.conformance.sender;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a receiver answered.
 *
 * @param status the HTTP status
 * @param headers lower-case names; trailers of gRPC are among them
 * @param body of HTTP as sent, of gRPC without its frame
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The gRPC status code; -1 when there is none. */
    public int grpcStatus() {
        String status = header("grpc-status");
        return status.isEmpty() ? -1 : Integer.parseInt(status);
    }

    /** The rejected count of {@code partial_success}; 0 when unset. */
    public long rejected() throws InvalidProtocolBufferException {
        List<Long> counts = partial().getField(1).getVarintList();
        return counts.isEmpty() ? 0 : counts.get(0);
    }

    /** The error message of {@code partial_success}; empty when unset. */
    public String warning() throws InvalidProtocolBufferException {
        List<ByteString> texts = partial().getField(2).getLengthDelimitedList();
        return texts.isEmpty() ? "" : texts.get(0).toStringUtf8();
    }

    private UnknownFieldSet partial() throws InvalidProtocolBufferException {
        List<ByteString> partial = UnknownFieldSet.parseFrom(body).getField(1).getLengthDelimitedList();
        return partial.isEmpty() ? UnknownFieldSet.getDefaultInstance() : UnknownFieldSet.parseFrom(partial.get(0));
    }

    /** The message of a {@code google.rpc.Status} in protobuf. */
    public static String statusMessage(byte[] status) throws InvalidProtocolBufferException {
        List<ByteString> texts = UnknownFieldSet.parseFrom(status).getField(2).getLengthDelimitedList();
        return texts.isEmpty() ? "" : texts.get(0).toStringUtf8();
    }

    /** The types of the details of a {@code google.rpc.Status} in protobuf, without the part before the slash. */
    public static List<String> detailTypes(byte[] status) throws InvalidProtocolBufferException {
        List<String> types = new ArrayList<>();
        for (ByteString any : UnknownFieldSet.parseFrom(status).getField(3).getLengthDelimitedList()) {
            String url = UnknownFieldSet.parseFrom(any)
                    .getField(1)
                    .getLengthDelimitedList()
                    .get(0)
                    .toStringUtf8();
            types.add(url.substring(url.lastIndexOf('/') + 1));
        }
        return types;
    }
}
