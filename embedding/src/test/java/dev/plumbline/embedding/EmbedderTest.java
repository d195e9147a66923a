package dev.plumbline.embedding;

import ai.onnxruntime.OrtEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.InputStream;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

@Timeout(60)
class EmbedderTest {

    private static final Path FOLDER = Path.of("target", "native");
    private static final Queue<URI> CONNECTIONS = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    private static Embedder embedder;

    @BeforeAll
    static void load() {
        ProxySelector.setDefault(new Recording());
        embedder = new Embedder(new EmbedderSettings(2, 8, 1 << 20, FOLDER));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void paraphrase_isNearerThanAnUnrelatedText() {
        float[] question = embedder.embed("How do I get my money back for a broken phone?");
        double paraphrase = dot(question, embedder.embed("I want a refund, my phone arrived damaged"));
        double sameShop = dot(question, embedder.embed("Which colours does the new phone come in?"));
        double unrelated = dot(question, embedder.embed("The recipe needs two eggs and a cup of flour"));

        assertThat(paraphrase).isGreaterThan(sameShop + 0.05);
        assertThat(sameShop).isGreaterThan(unrelated + 0.05);
        assertThat(unrelated).isLessThan(0.2);
    }

    @Test
    void vector_hasLengthOneWhateverTheText() {
        List<String> texts =
                List.of("a", "two words", "ünïcödé 日本語 🙂", "", "   ", "\0", "{\"a\": [1, 2]}", "x".repeat(5000));

        for (float[] vector : embedder.embed(texts)) {
            assertThat(vector).hasSize(Embedder.DIMENSIONS);
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void textOfABatch_hasTheVectorItHasAlone_bitForBit() {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "order " + i + " has not arrived".repeat(1 + i % 7))
                .toList();

        List<float[]> together = embedder.embed(texts);

        try (Embedder alone = new Embedder(new EmbedderSettings(1, 1, 0, FOLDER))) {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i)).isEqualTo(alone.embed(texts.get(i)));
            }
        }
    }

    @Test
    void knownText_doesNotRunTheModelAgain() {
        float[] first = embedder.embed("Where is my parcel, please?");
        EmbedderCounts before = embedder.counts();

        float[] second = embedder.embed("Where is my parcel, please?");

        assertThat(second).isEqualTo(first);
        assertThat(embedder.counts().runs()).isEqualTo(before.runs());
        assertThat(embedder.counts().hits()).isEqualTo(before.hits() + 1);
    }

    @Test
    void equalTextsOfOneCall_runOnce() {
        EmbedderCounts before = embedder.counts();

        List<float[]> vectors = embedder.embed(List.of("only once, I hope", "only once, I hope"));

        assertThat(vectors.get(0)).isEqualTo(vectors.get(1)).isNotSameAs(vectors.get(1));
        assertThat(embedder.counts().runs()).isEqualTo(before.runs() + 1);
    }

    @Test
    void callerThatWritesIntoItsVector_spoilsNobodyElses() {
        float[] mine = embedder.embed("this one is mine");
        float kept = mine[0];

        mine[0] = 42;

        assertThat(embedder.embed("this one is mine")[0]).isEqualTo(kept);
    }

    @Test
    void longText_countsUpToItsLastTokenThatFits() {
        // One token a word; two more mark start and end.
        String fits = "cat ".repeat(Embedder.MAX_TOKENS - 2);

        float[] whole = embedder.embed(fits);

        assertThat(embedder.embed(fits + "dog ".repeat(300))).isEqualTo(whole);
        assertThat(embedder.embed("cat ".repeat(Embedder.MAX_TOKENS - 3) + "dog"))
                .isNotEqualTo(whole);
        assertThat(embedder.embed(fits + " ".repeat(Embedder.MAX_CHARS) + "dog"))
                .isEqualTo(whole);
    }

    @Test
    void emptyText_hasAVectorOfItsOwn() {
        float[] empty = embedder.embed("");

        assertThat(embedder.embed(" \n\t")).isEqualTo(empty);
        assertThat(dot(empty, embedder.embed("Where is my parcel?"))).isLessThan(0.4);
    }

    @Test
    void loneSurrogate_isReadAsAQuestionMark() {
        assertThat(embedder.embed("broken \ud83d text")).isEqualTo(embedder.embed("broken ? text"));
        assertThat(embedder.embed("y".repeat(Embedder.MAX_CHARS - 1) + "🙂")).hasSize(Embedder.DIMENSIONS);
    }

    @Test
    void accents_areReadAsTheModelReadsThem_likeTheirLetters() {
        assertThat(embedder.embed("café déjà")).isEqualTo(embedder.embed("cafe deja"));
    }

    @Test
    void fullQueue_makesCallersWaitUntilAllAreServed() {
        try (Embedder narrow = new Embedder(new EmbedderSettings(1, 1, 0, FOLDER))) {
            List<CompletableFuture<List<float[]>>> calls = IntStream.range(0, 6)
                    .mapToObj(c -> CompletableFuture.supplyAsync(() -> narrow.embed(IntStream.range(0, 10)
                            .mapToObj(i -> c + " call " + i)
                            .toList())))
                    .toList();

            assertThat(calls).allSatisfy(call -> assertThat(call.join()).hasSize(10));
            assertThat(narrow.counts()).isEqualTo(new EmbedderCounts(0, 60, 0));
        }
    }

    @Test
    void closedEmbedder_refusesNewTextsAndFinishesOldOnes() {
        Embedder brief = new Embedder(new EmbedderSettings(1, 64, 0, FOLDER));
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "text " + i).toList();
        CompletableFuture<List<float[]>> running = CompletableFuture.supplyAsync(() -> brief.embed(texts));
        while (brief.counts().busy() + brief.counts().runs() < texts.size()) {
            Thread.onSpinWait();
        }

        brief.close();

        assertThat(running.join()).hasSize(50);
        assertThatIllegalStateException().isThrownBy(() -> brief.embed("late")).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> brief.embed("text 1"));
    }

    @Test
    void modelId_namesTheFilesInUse() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (String name : List.of(MiniLm.MODEL, MiniLm.TOKENIZER)) {
            try (InputStream file = MiniLm.resource(name)) {
                sha.update(file.readAllBytes());
            }
        }

        assertThat(Embedder.MODEL_ID)
                .endsWith("@" + HexFormat.of().formatHex(sha.digest()).substring(0, 12));
    }

    @Test
    void nativeLibraries_lieInTheFolderAndNothingIsFetched() throws Exception {
        embedder.embed("load all there is to load");

        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> names = new ArrayList<>(files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList());
            assertThat(names)
                    .contains(
                            System.mapLibraryName("onnxruntime"),
                            System.mapLibraryName("onnxruntime4j_jni"),
                            System.mapLibraryName("tokenizers"))
                    .noneMatch(name -> name.endsWith(".part"));
        }
        assertThat(CONNECTIONS).isEmpty();
        assertThat(NativeLibraries.RUNTIME_VERSION)
                .isEqualTo(OrtEnvironment.class.getPackage().getImplementationVersion());
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Sees every connection that java.net would open, before it does. */
    private static final class Recording extends ProxySelector {
        @Override
        public List<java.net.Proxy> select(URI uri) {
            CONNECTIONS.add(uri);
            return List.of(java.net.Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, java.io.IOException failure) {
            CONNECTIONS.add(uri);
        }
    }
}
