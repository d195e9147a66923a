package dev.plumbline.drift.evaluation.corpus;

import dev.plumbline.embedding.Embedder;
import dev.plumbline.embedding.EmbedderSettings;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Vectors of texts, embedded once by the model of the service and kept in a file named after the model. */
final class VectorFile {

    private static final int BATCH = 256;

    private final Path folder;
    private final Path file;
    private final Map<String, float[]> known = new HashMap<>();

    /** @param folder where the file lies or is made; may be deleted at any time */
    VectorFile(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.file = folder.resolve("vectors-" + Embedder.MODEL_ID + ".bin");
        if (Files.exists(file)) {
            read();
        }
    }

    /** The vectors of these texts; those not known yet are embedded, which takes a while. */
    Map<String, float[]> of(List<String> texts, int threads, Consumer<String> progress) throws IOException {
        Set<String> wanted = new LinkedHashSet<>(texts);
        wanted.removeIf(text -> known.containsKey(digest(text)));
        if (!wanted.isEmpty()) {
            embed(List.copyOf(wanted), threads, progress);
        }
        Map<String, float[]> vectors = new HashMap<>();
        for (String text : texts) {
            vectors.put(text, known.getOrDefault(digest(text), new float[0]));
        }
        return vectors;
    }

    private void embed(List<String> texts, int threads, Consumer<String> progress) throws IOException {
        EmbedderSettings settings = new EmbedderSettings(threads, BATCH, 0, folder.resolve("native"));
        try (Embedder embedder = new Embedder(settings);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
            for (int from = 0; from < texts.size(); from += BATCH) {
                List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
                List<float[]> vectors = embedder.embed(batch);
                for (int i = 0; i < batch.size(); i++) {
                    String digest = digest(batch.get(i));
                    known.put(digest, vectors.get(i));
                    out.write(HexFormat.of().parseHex(digest));
                    for (float x : vectors.get(i)) {
                        out.writeFloat(x);
                    }
                }
                out.flush();
                progress.accept("embedded " + (from + batch.size()) + " of " + texts.size() + " texts");
            }
        }
    }

    private void read() throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            byte[] digest = new byte[32];
            while (true) {
                in.readFully(digest);
                float[] vector = new float[Embedder.DIMENSIONS];
                for (int d = 0; d < vector.length; d++) {
                    vector[d] = in.readFloat();
                }
                known.put(HexFormat.of().formatHex(digest), vector);
            }
        } catch (EOFException e) {
            // The end.
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
