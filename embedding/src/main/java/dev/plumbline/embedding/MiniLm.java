package dev.plumbline.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The model and its tokenizer: one text in, one vector out, on the caller's thread. Safe for several threads. */
final class MiniLm implements AutoCloseable {

    static final String ID = "all-minilm-l6-v2-q@6ea94d8f890e";
    static final int DIMENSIONS = 384;
    static final int MAX_TOKENS = 256;
    static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private MiniLm(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    static MiniLm load(Path folder) {
        NativeLibraries.prepare(folder);
        try (InputStream json = resource(TOKENIZER);
                InputStream onnx = resource(MODEL);
                OrtSession.SessionOptions options = options()) {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    json,
                    Map.of(
                            "truncation",
                            "true",
                            "maxLength",
                            String.valueOf(MAX_TOKENS),
                            "modelMaxLength",
                            String.valueOf(MAX_TOKENS),
                            "padding",
                            "false"));
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new MiniLm(environment, environment.createSession(onnx.readAllBytes(), options), tokenizer);
        } catch (IOException e) {
            throw new UncheckedIOException("the model could not be read", e);
        } catch (OrtException e) {
            throw new IllegalStateException("the model could not be loaded", e);
        }
    }

    /** The mean over the tokens of the last layer, scaled to length 1. */
    float[] run(String text) {
        Encoding tokens = tokenizer.encode(text);
        long[] shape = {1, tokens.getIds().length};
        try (OnnxTensor ids = tensor(tokens.getIds(), shape);
                OnnxTensor mask = tensor(tokens.getAttentionMask(), shape);
                OnnxTensor types = tensor(tokens.getTypeIds(), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return pool(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.getAttentionMask());
        } catch (OrtException e) {
            throw new IllegalStateException("the model could not run", e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model could not be closed", e);
        }
    }

    static InputStream resource(String name) {
        InputStream stream = MiniLm.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("the model's jar is not on the class path: no " + name);
        }
        return stream;
    }

    /** One thread for each run, and memory given back after it: runs side by side are what scales. */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static float[] pool(FloatBuffer layer, long[] mask) {
        float[] token = new float[DIMENSIONS];
        double[] sum = new double[DIMENSIONS];
        for (long counts : mask) {
            layer.get(token);
            for (int d = 0; d < DIMENSIONS; d++) {
                sum[d] += counts * token[d];
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        float[] vector = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) (sum[d] / length);
        }
        return vector;
    }
}
