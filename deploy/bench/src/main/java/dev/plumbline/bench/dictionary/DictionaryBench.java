package dev.plumbline.bench.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictTrainer;
import dev.plumbline.bench.load.Traces;
import dev.plumbline.bench.measure.Table;
import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.decode.ProtobufDecoder;
import dev.plumbline.ingest.normalize.Normalizer;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Trains a dictionary for payloads on generated traces in four dialects and measures it on traces of another seed, beside
 * the codecs without one. The same build trains the same bytes.
 */
public final class DictionaryBench {
    private static final int DICTIONARY_BYTES = 32 * 1024;
    private static final int TRAINING_TRACES = 400;
    private static final int MEASURED_TRACES = 50;
    private static final long TRAINING_SEED = 1;
    private static final long MEASURED_SEED = 2;
    private static final long TURN_NANOS = 2_000_000_000L;
    /** A fixed time: the dictionary depends on the seed alone. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final PrintWriter out;

    /** @param root the checkout; the dictionary goes to {@code deploy/bench/target/payload.dict} */
    public DictionaryBench(Path root, PrintWriter out) {
        this.file = root.resolve("deploy/bench/target/payload.dict");
        this.out = out;
    }

    /** Trains, writes, measures and prints; half a minute. */
    public void run() throws IOException, BadPayloadException, NoSuchAlgorithmException {
        byte[] dictionary = train(payloads(TRAINING_SEED, TRAINING_TRACES));
        Files.write(file, dictionary);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(dictionary);
        out.println(file + ", " + dictionary.length + " bytes, SHA-256 "
                + HexFormat.of().formatHex(digest));
        List<byte[]> payloads = payloads(MEASURED_SEED, MEASURED_TRACES);
        Table table = new Table("codec", "bytes", "us").row("none", mean(payloads, bytes -> bytes.length), "0");
        for (int level : new int[] {1, 3}) {
            ToIntFunction<byte[]> plain = bytes -> Zstd.compress(bytes, level).length;
            table.row("zstd level " + level, mean(payloads, plain), micros(payloads, plain));
            try (ZstdDictCompress shared = new ZstdDictCompress(dictionary, level);
                    ZstdCompressCtx context = new ZstdCompressCtx().loadDict(shared)) {
                ToIntFunction<byte[]> with = bytes -> context.compress(bytes).length;
                table.row("zstd level " + level + " with the dictionary", mean(payloads, with), micros(payloads, with));
            }
        }
        out.println(table);
    }

    private static byte[] train(List<byte[]> payloads) {
        int bytes = payloads.stream().mapToInt(payload -> payload.length).sum();
        ZstdDictTrainer trainer = new ZstdDictTrainer(bytes, DICTIONARY_BYTES);
        payloads.forEach(trainer::addSample);
        return trainer.trainSamples();
    }

    private List<byte[]> payloads(long seed, int traces) throws BadPayloadException, JsonProcessingException {
        byte[] message = new Traces(seed, CLOCK).message(traces).toByteArray();
        Normalizer normalizer = new Normalizer();
        List<byte[]> payloads = new ArrayList<>();
        for (OtlpSpan span : new ProtobufDecoder().spans(message).items()) {
            for (OtlpSpan form : DialectForms.of(span).toList()) {
                payloads.add(
                        json.writeValueAsBytes(normalizer.normalize(1, form).payload()));
            }
        }
        return payloads;
    }

    private static String mean(List<byte[]> payloads, ToIntFunction<byte[]> size) {
        return Math.round(payloads.stream().mapToInt(size).average().orElseThrow()) + "";
    }

    /** Microseconds of processor time for one payload. */
    private static String micros(List<byte[]> payloads, ToIntFunction<byte[]> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long done = 0;
        long bytes = 0;
        while (threads.getCurrentThreadCpuTime() - start < TURN_NANOS) {
            bytes += payloads.stream().mapToLong(work::applyAsInt).sum();
            done += payloads.size();
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing was compressed");
        }
        return String.format(Locale.ROOT, "%.1f", (threads.getCurrentThreadCpuTime() - start) / 1e3 / done);
    }
}
