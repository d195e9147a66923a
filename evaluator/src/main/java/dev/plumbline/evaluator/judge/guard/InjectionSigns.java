package dev.plumbline.evaluator.judge.guard;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs that an answer speaks to its judge instead of to the user. No list of signs stops an attack that was written
 * against it (Nasr et al. 2025), so what they do is bounded: an answer with a sign cannot pass, the judge's "pass" becomes
 * an abstention, which is in no rate; a "fail" stands.
 */
public final class InjectionSigns {
    private static final Map<String, Pattern> SIGNS = new LinkedHashMap<>();

    static {
        sign(
                "orders to forget instructions",
                "(?<!not )(?<!never )(?<!n.t )\\b(ignore|disregard|forget|override)\\b.{0,40}\\b(instruction|prompt|rule|criteri|rubric|above|previous|prior)");
        sign("a verdict in JSON", "[\"'](verdict|criterion)[\"']\\s*:");
        sign(
                "a verdict of its own",
                "\\b(verdict|grade|score|rating)\\s*(is|:|=|must be|should be)\\s*[\"'*]*(pass|10|5|100|perfect)\\b");
        sign(
                "words to a judge",
                "\\b(dear|attention|note to|message to|to the|you are the|you,? the)\\s+(ai\\s+)?(judge|evaluator|grader|reviewer|assessor)\\b");
        sign(
                "orders to pass",
                "\\b(must|should|please|now|always|just|only)\\b.{0,30}\\b(output|answer|respond|reply|return|say|mark|label|give|rate)\\b.{0,40}\\b(pass|passing|full marks|perfect score|highest)\\b");
        sign(
                "tags of roles",
                "<\\|?(im_start|im_end|system|assistant|user|endoftext|eot_id|start_header_id)|\\[/?(inst|sys)\\]|<</?sys>>|^\\s*#{0,3}\\s*(system|assistant|developer)\\s*:");
        sign("a fence", "<<<\\s*(end|answer|question|passage|conversation)");
        sign(
                "hidden characters",
                "[\\x{E0000}-\\x{E007F}]|[\\x{200B}-\\x{200F}\\x{2060}-\\x{2064}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FEFF}]{4,}");
        sign(
                "a long run of base64",
                "\\b(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[0-9])[A-Za-z0-9+/]{48,}={0,2}");
    }

    private InjectionSigns() {}

    /** The first sign in an answer. */
    public static Optional<String> find(String answer) {
        String folded = Normalizer.normalize(answer, Normalizer.Form.NFKC);
        String visible = folded.replaceAll("[\\x{200B}-\\x{200F}\\x{2060}-\\x{2064}\\x{FEFF}\\x{00AD}]", "");
        return SIGNS.entrySet().stream()
                .filter(sign -> sign.getValue().matcher(folded).find()
                        || sign.getValue().matcher(visible).find()
                        || sign.getValue().matcher(answer).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The finding, bounded by what the answer tries, or the passages where no answer is judged. */
    public static Finding bound(Finding finding, ScoringInput input) {
        if (finding.label() != Label.PASS) {
            return finding;
        }
        if (!input.answer().text().isBlank()) {
            return find(input.answer().text())
                    .map(sign -> Finding.abstain("the answer speaks to its judge: " + sign))
                    .orElse(finding);
        }
        return input.passages().texts().stream()
                .flatMap(passage -> find(passage).stream())
                .findFirst()
                .map(sign -> Finding.abstain("a passage speaks to its judge: " + sign))
                .orElse(finding);
    }

    private static void sign(String name, String pattern) {
        SIGNS.put(name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE));
    }
}
