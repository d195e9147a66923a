package dev.plumbline.evaluator.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The judge's answer to a finding. A verdict without evidence that occurs in the content is no verdict: it is refused.
 * The judge's reasoning is not kept, since it may quote the content; the explanation says where the evidence stands.
 */
public final class VerdictReader {
    private static final int MOST_EVIDENCE = 3;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private VerdictReader() {}

    /** The judge's answer cannot be used; the message says why, to the judge too. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String fault) {
            super(fault);
        }
    }

    static Finding read(String answer, Rubric rubric, ScoringInput input) throws UnusableException {
        Map<String, String> places = new LinkedHashMap<>();
        places.put(
                rubric.target() == Rubric.Target.SESSION ? "conversation" : "answer",
                input.answer().text());
        places.put("question", input.question());
        List<String> passages = input.passages().texts();
        for (int i = 0; i < passages.size(); i++) {
            places.put("passage " + (i + 1), passages.get(i));
        }
        return read(answer, rubric, places, List.of(input.answer().text()));
    }

    /**
     * @param places where a quote may stand, by name, in the order in which it is looked for
     * @param wholes answers that may be quoted as a whole, however short
     */
    public static Finding read(String answer, Rubric rubric, Map<String, String> places, List<String> wholes)
            throws UnusableException {
        JsonNode json = parse(answer);
        String verdict = oneOf(json, "verdict", rubric.verdicts());
        String criterion = oneOf(json, "criterion", rubric.criteria());
        JsonNode evidence = json.path("evidence");
        if (!evidence.isArray()) {
            throw new UnusableException("evidence is not a list");
        }
        if (verdict.equals(Rubric.ABSTAIN)) {
            return Finding.abstain("the judge cannot tell");
        }
        if (evidence.isEmpty() || evidence.size() > MOST_EVIDENCE) {
            throw new UnusableException("evidence has not one to " + MOST_EVIDENCE + " quotes");
        }
        List<String> found = new ArrayList<>();
        for (JsonNode quote : evidence) {
            found.add(place(quote.asText(""), places, wholes));
        }
        String where = "; evidence: " + String.join(", ", found);
        double value = rubric.value(verdict);
        if (rubric.target() == Rubric.Target.PAIR) {
            return Finding.pass(value, verdict + ", most for " + criterion + where);
        }
        if (rubric.scale().grades() > 0) {
            String grade = "grade " + verdict + " of " + rubric.scale().grades() + ", most for " + criterion + where;
            return rubric.passes(verdict) ? Finding.pass(value, grade) : Finding.fail(value, grade);
        }
        return rubric.passes(verdict)
                ? Finding.pass(value, "no criterion is broken, closest is " + criterion + where)
                : Finding.fail(value, "broken: " + criterion + where);
    }

    /** Models without a JSON mode like to put a fence around it. */
    private static JsonNode parse(String answer) throws UnusableException {
        String text = answer.strip();
        if (text.startsWith("```") && text.endsWith("```") && text.indexOf('\n') > 0 && text.length() > 6) {
            text = text.substring(text.indexOf('\n'), text.length() - 3);
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Said below, in the same words.
        }
        throw new UnusableException("it is not one JSON object");
    }

    private static String oneOf(JsonNode json, String field, List<String> allowed) throws UnusableException {
        String value = json.path(field).asText("");
        if (!allowed.contains(value)) {
            throw new UnusableException(field + " is none of " + String.join(", ", allowed));
        }
        return value;
    }

    private static String place(String quote, Map<String, String> places, List<String> wholes)
            throws UnusableException {
        Quote wanted = new Quote(quote);
        if (wholes.stream().noneMatch(wanted::isLongEnough)) {
            throw new UnusableException("a quote in evidence is shorter than " + Quote.LEAST + " characters");
        }
        for (Map.Entry<String, String> place : places.entrySet()) {
            String found = wanted.in(place.getKey(), place.getValue());
            if (found != null) {
                return found;
            }
        }
        throw new UnusableException("a quote in evidence does not occur in the question, the answer or a passage");
    }
}
