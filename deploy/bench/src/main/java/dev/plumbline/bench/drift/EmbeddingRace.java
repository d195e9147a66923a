package dev.plumbline.bench.drift;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.plumbline.bench.measure.ProcessorTime;
import dev.plumbline.bench.measure.Quantiles;
import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Texts per second of processor time through the embedder, beside ONNX Runtime alone in the same process: the same
 * model, one thread, the tokens made beforehand, nothing done with what comes out. Blocks of both take turns, so that
 * what else the machine does meets both.
 */
final class EmbeddingRace {
    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int BLOCK = 100;

    private final Path folder;

    /** @param folder for the native libraries */
    EmbeddingRace(Path folder) {
        this.folder = folder;
    }

    /**
     * Texts per second of processor time.
     *
     * @param share median over the rounds of the embedder's rate as a share of the bare one in the same round
     */
    record Result(double embedder, double bare, double share, int rounds) {}

    /** @param texts all different, at least one block for each round */
    Result run(List<String> texts, int rounds) throws IOException, OrtException {
        List<Double> shares = new ArrayList<>();
        double ours = 0;
        double bare = 0;
        try (Embedder embedder = new Embedder(new EmbedderSettings(1, BLOCK, 0, folder));
                InputStream json = resource(TOKENIZER);
                InputStream onnx = resource(MODEL);
                HuggingFaceTokenizer tokenizer =
                        HuggingFaceTokenizer.newInstance(json, Map.of("truncation", "true", "maxLength", "256"));
                OrtSession.SessionOptions options = options();
                OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.readAllBytes(), options)) {
            for (int round = -1; round < rounds; round++) {
                List<String> block = block(texts, Math.max(0, round));
                double embedding = seconds(() -> embedder.embed(block));
                List<Encoding> encoded = block.stream().map(tokenizer::encode).toList();
                double running = seconds(() -> run(session, encoded));
                if (round >= 0) {
                    shares.add(running / embedding);
                    ours += embedding;
                    bare += running;
                }
            }
        }
        int all = BLOCK * rounds;
        return new Result(all / ours, all / bare, new Quantiles(shares).median(), rounds);
    }

    private interface Work {
        void run() throws OrtException;
    }

    private static double seconds(Work work) throws OrtException {
        double from = ProcessorTime.ofThisProcess();
        work.run();
        return ProcessorTime.ofThisProcess() - from;
    }

    private static void run(OrtSession session, List<Encoding> encoded) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        for (Encoding tokens : encoded) {
            long[] shape = {1, tokens.getIds().length};
            try (OnnxTensor ids = tensor(environment, tokens.getIds(), shape);
                    OnnxTensor mask = tensor(environment, tokens.getAttentionMask(), shape);
                    OnnxTensor types = tensor(environment, tokens.getTypeIds(), shape);
                    OrtSession.Result result =
                            session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
                Objects.requireNonNull(result.get(0));
            }
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    /** ONNX Runtime's own defaults, but for one thread. */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    private static List<String> block(List<String> texts, int round) {
        return texts.subList(round * BLOCK, (round + 1) * BLOCK);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(EmbeddingRace.class.getResourceAsStream(name), name);
    }
}
