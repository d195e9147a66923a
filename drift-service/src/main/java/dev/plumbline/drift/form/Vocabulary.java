package dev.plumbline.drift.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plumbline.embedding.Embedder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** The words that the model's tokenizer holds whole: what it must spell out in pieces it has hardly seen. */
final class Vocabulary {

    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final Set<String> words;

    private Vocabulary(Set<String> words) {
        this.words = words;
    }

    static Vocabulary load() {
        try (InputStream json = Embedder.class.getResourceAsStream(TOKENIZER)) {
            if (json == null) {
                throw new IllegalStateException("the model's jar is not on the class path: no " + TOKENIZER);
            }
            return new Vocabulary(read(json));
        } catch (IOException e) {
            throw new UncheckedIOException("the model's vocabulary could not be read", e);
        }
    }

    boolean has(String lowerCase) {
        return words.contains(lowerCase);
    }

    private static Set<String> read(InputStream json) throws IOException {
        Set<String> words = new HashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            boolean inside = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("vocab")) {
                    inside = true;
                } else if (inside && token == JsonToken.END_OBJECT) {
                    return words;
                } else if (inside && token == JsonToken.FIELD_NAME) {
                    words.add(parser.currentName());
                }
            }
        }
        throw new IOException("the tokenizer has no vocabulary");
    }
}
