package dev.plumbline.bench.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.decode.ProtobufDecoder;
import dev.plumbline.ingest.fingerprint.Fingerprinter;
import dev.plumbline.ingest.normalize.Normalizer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Decoding, normalising and fingerprinting in one thread, against the generated parser alone on the same messages.
 * Fingerprints are taken once a request, as in the service.
 */
final class CodecRace {
    private static final long TURN_NANOS = 1_000_000_000L;

    private final List<byte[]> messages;
    private final int spans;
    private long sink;

    /** @param spans in all messages together */
    CodecRace(List<byte[]> messages, int spans) {
        this.messages = messages;
        this.spans = spans;
    }

    /** Spans per second of one thread's processor time. */
    record Rates(double generated, double decode, double normalise, double all) {}

    Rates run(int turns) {
        List<Double> generated = new ArrayList<>();
        List<Double> decode = new ArrayList<>();
        List<Double> normalise = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int turn = 0; turn <= turns; turn++) {
            double[] rates = {rate(this::parse), rate(this::decode), rate(this::normalise), rate(this::fingerprint)};
            if (turn > 0) {
                generated.add(rates[0]);
                decode.add(rates[1]);
                normalise.add(rates[2]);
                all.add(rates[3]);
            }
        }
        if (sink == 0) {
            throw new IllegalStateException("nothing was decoded");
        }
        return new Rates(median(generated), median(decode), median(normalise), median(all));
    }

    private static double median(List<Double> rates) {
        return new Quantiles(rates).median();
    }

    private interface Work {
        long on(byte[] message) throws InvalidProtocolBufferException, BadPayloadException;
    }

    private double rate(Work work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long done = 0;
        try {
            while (threads.getCurrentThreadCpuTime() - start < TURN_NANOS) {
                for (byte[] message : messages) {
                    sink += work.on(message);
                }
                done += spans;
            }
        } catch (InvalidProtocolBufferException | BadPayloadException e) {
            throw new IllegalStateException(e);
        }
        return done * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }

    private final ProtobufDecoder decoder = new ProtobufDecoder();
    private final Normalizer normalizer = new Normalizer();
    private final Fingerprinter fingerprinter = new Fingerprinter();

    private long parse(byte[] message) throws InvalidProtocolBufferException {
        return ExportTraceServiceRequest.parseFrom(message).getResourceSpansCount();
    }

    private long decode(byte[] message) throws BadPayloadException {
        return decoder.spans(message).items().size();
    }

    private long normalise(byte[] message) throws BadPayloadException {
        long sum = 0;
        for (OtlpSpan span : decoder.spans(message).items()) {
            sum += normalizer.normalize(1, span).payload().content().input().size();
        }
        return sum;
    }

    private long fingerprint(byte[] message) throws BadPayloadException {
        long sum = 0;
        String trace = "";
        for (OtlpSpan span : decoder.spans(message).items()) {
            Normalizer.Normalized normalized = normalizer.normalize(1, span);
            String id = span.ids().traceId();
            if (normalized.span().kind() == SpanKind.LLM && !id.equals(trace)) {
                trace = id;
                Content content = normalized.payload().content();
                sum += fingerprinter
                        .of(normalized.span().model().requestModel(), content, content.documents())
                        .request()
                        .length();
            }
        }
        return sum;
    }
}
