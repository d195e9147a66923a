package dev.plumbline.evaluator.scoring.heuristic;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.Locale;

/**
 * Whether the whole answer is one JSON object or array (RFC 8259, no duplicate keys), where JSON was asked for: what a
 * program behind the feature can read as it is. Abstains where none was asked for.
 */
public final class JsonContract implements Scorer {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public Finding score(ScoringInput input) {
        String text = input.answer().text().strip();
        if (!input.contract().json()) {
            return Finding.abstain("no JSON was asked for");
        }
        if (text.isEmpty()) {
            return Finding.abstain("there is no answer to read");
        }
        try {
            JsonNode json = STRICT.readTree(text);
            return json.isContainerNode()
                    ? Finding.pass(1, "one JSON " + json.getNodeType().name().toLowerCase(Locale.ROOT))
                    : Finding.fail(0, "JSON, but neither an object nor an array");
        } catch (JsonProcessingException e) {
            return Finding.fail(0, text.startsWith("```") ? "the JSON stands in a code fence" : fault(e));
        }
    }

    /** Where it breaks; the parser's own message would quote the answer. */
    private static String fault(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "no JSON" : "no JSON from line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
