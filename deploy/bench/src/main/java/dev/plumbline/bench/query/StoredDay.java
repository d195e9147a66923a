package dev.plumbline.bench.query;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.RequestTime;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.SpanRecord;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Traces spread evenly over the day before a moment, the same for the same seed: twelve features of unlike size, five
 * releases, three models, four plans, 3 % that failed, sessions of three, one word in a thousand texts that is rare.
 */
final class StoredDay {
    /** Spans of a usual trace. */
    static final int SPANS = 8;

    /** Spans of the large trace. */
    static final int LARGE = 500;

    static final String LARGE_TRACE = "00000000000000000000000000005000";
    static final String RARE = "quetzal";

    /** Releases and a plan that one request in 20,000 has, the second only for a quarter of an hour of the day. */
    static final String PATCH = "2.4.1-patch";

    static final String CANARY = "2.5.0-canary";
    static final String TRIAL = "trial";
    private static final int SELDOM = 20_000;

    private static final long DAY_NANO = 86_400_000_000_000L;
    private static final String[] WORDS = {
        "refund",
        "ride",
        "card",
        "charge",
        "ticket",
        "monthly",
        "plan",
        "line",
        "platform",
        "late",
        "bus",
        "harbour",
        "jacket",
        "lost",
        "student",
        "discount",
        "invoice",
        "receipt",
        "driver",
        "stop",
        "night",
        "account",
        "password"
    };

    private final SplittableRandom random = new SplittableRandom(42);
    private final long endNano;
    private final int traces;

    StoredDay(long endNano, int traces) {
        this.endNano = endNano;
        this.traces = traces;
    }

    /** A trace with its request. */
    record Trace(List<SpanRecord> spans, Request request, LocalDate day) {}

    static String feature(int number) {
        return "feature-" + number;
    }

    static String traceId(int number) {
        // By a multiplication, so that neighbours in time are none in the index, as with real ids.
        return String.format("%016x%016x", number * 0x9E3779B97F4A7C15L, number + 1L);
    }

    /** @param number 0 to the number of traces */
    Trace trace(int number) {
        return trace(number, traceId(number), SPANS);
    }

    Trace large() {
        return trace(traces - 1, LARGE_TRACE, LARGE);
    }

    private Trace trace(int number, String id, int size) {
        long start = endNano - DAY_NANO + (long) ((double) number / traces * DAY_NANO);
        long took = (long) (800_000_000L * Math.exp(0.8 * random.nextGaussian()));
        boolean failed = random.nextInt(100) < 3;
        Origin origin = new Origin(
                feature((int) (12 * Math.pow(random.nextDouble(), 2))),
                release(number),
                random.nextInt(10) == 0 ? "staging" : "production",
                "session-" + number / 3,
                "user-" + random.nextInt(5_000));
        String question = text(14) + (random.nextInt(1_000) == 0 ? " " + RARE : "");
        String answer = failed ? "" : text(60);
        String model = "model-" + random.nextInt(3);
        LocalDate day = LocalDate.ofEpochDay(start / DAY_NANO);
        List<SpanRecord> spans = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            spans.add(new SpanRecord(
                    span(new SpanKey(1, id, spanId(i), start + i * 1_000_000L), took, i, origin, failed, model),
                    i % SPANS == SPANS - 1 ? call(question, answer) : PLAIN,
                    day,
                    false));
        }
        return new Trace(
                spans,
                request(
                        new RequestTime(start, start + took, failed ? SpanStatus.ERROR : SpanStatus.UNSET, "POST /ask"),
                        id,
                        new RequestShape(size, size / SPANS, 0, 0, 812L, 63L, model),
                        origin,
                        words(question, answer),
                        number % SELDOM == 2 ? TRIAL : "plan-" + random.nextInt(4)),
                day);
    }

    private String release(int number) {
        String usual = "2.4." + random.nextInt(5);
        boolean canary = number > traces / 5 && number < traces / 5 + traces / 96;
        return canary && number % 20 == 0 ? CANARY : number % SELDOM == 1 ? PATCH : usual;
    }

    private static final SpanPayload PLAIN = new SpanPayload(
            "genai/1.37", Content.EMPTY, Map.of(), Map.of("service.version", "2.4.1"), List.of(), List.of(), List.of());

    private static SpanPayload call(String question, String answer) {
        return new SpanPayload(
                "genai/1.37",
                new Content(
                        Map.of("temperature", 0.2),
                        List.of(Message.text("system", "You answer riders. Be brief."), Message.text("user", question)),
                        List.of(Message.text("assistant", answer)),
                        List.of(),
                        List.of()),
                Map.of("gen_ai.operation.name", "chat"),
                Map.of("service.version", "2.4.1"),
                List.of(),
                List.of(),
                List.of());
    }

    private static Span span(SpanKey key, long took, int place, Origin origin, boolean failed, String model) {
        boolean call = place % SPANS == SPANS - 1;
        return new Span(
                key,
                place == 0 ? null : spanId((place - 1) / 4),
                call ? "chat " + model : "step " + place % SPANS,
                place == 0 ? SpanKind.AGENT : call ? SpanKind.LLM : SpanKind.CHAIN,
                new SpanOutcome(
                        key.startNano() + took,
                        failed && place == 0 ? SpanStatus.ERROR : SpanStatus.UNSET,
                        failed && place == 0 ? "the model answered nothing" : null),
                origin,
                call ? new ModelCall("openai", model, model, null, List.of("stop"), usage()) : ModelCall.NONE);
    }

    private static TokenUsage usage() {
        return new TokenUsage(812L, 63L, null, null, null);
    }

    private static Request request(
            RequestTime time, String id, RequestShape shape, Origin origin, RequestText text, String plan) {
        return new Request(new RequestRef(1, id, spanId(0)), 1, origin, time, shape, text, Map.of("rider.plan", plan));
    }

    private RequestText words(String question, String answer) {
        String print = HexFormat.of().toHexDigits(random.nextLong()).repeat(4);
        return new RequestText(
                question, answer, false, new Fingerprint(print, print, print, print, print, print, print));
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private static String spanId(int place) {
        return String.format("%016x", place + 1L);
    }
}
