package dev.plumbline.alerting.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.plumbline.alerting.definition.RuleDefinition.Kind;
import dev.plumbline.alerting.definition.RuleDefinition.Limits;
import dev.plumbline.alerting.definition.RuleDefinition.Scope;
import dev.plumbline.alerting.definition.RuleDefinition.Selector;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads rules. The same fields in YAML, below {@code rules}, and in JSON. What a kind does not know is refused by name,
 * so that a slip of the pen never passes for a rule that watches.
 */
public final class DefinitionText {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ALWAYS = Set.of("name", "kind", "project", "feature", "severity");
    private static final Set<String> OF_SCORES = Set.of("hold", "threshold", "minimumScores", "learnFrom");
    private static final Map<Kind, Set<String>> OWN = Map.of(
            Kind.QUALITY, Set.of("score", "slices", "objective"),
            Kind.REFERENCE, Set.of("score", "slices", "window", "drop"),
            Kind.BURN, Set.of("score", "slices", "objective", "window", "pace"),
            Kind.DIVERGENCE, Set.of("proxy", "outcome", "window", "drop"),
            Kind.LATENCY, Set.of("slices", "objective", "limit", "sample"),
            Kind.TOKENS, Set.of("slices", "objective", "limit", "sample"),
            Kind.COST, Set.of("slices", "objective", "limit", "sample", "inputPrice", "outputPrice"),
            Kind.ABSENCE, Set.of("score", "after"),
            Kind.DRIFT, Set.of("minimumShare"));
    private static final double MOST_MONEY = 1e6;
    private static final Duration DAY = Duration.ofDays(1);

    private DefinitionText() {}

    /** All rules of a file. @throws BadRuleException for the first that cannot be, or for the file as a whole */
    public static List<RuleDefinition> parseFile(String yaml) throws BadRuleException {
        JsonNode file;
        try {
            file = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadRuleException("of the file", "rules", "cannot be read, no YAML at line " + line);
        }
        JsonNode rules = file.path("rules");
        if (!file.isObject() || file.size() != 1 || !rules.isArray()) {
            throw new BadRuleException("of the file", "rules", "must be the file's only section, and a list");
        }
        List<RuleDefinition> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode rule : rules) {
            RuleDefinition one = parse(rule, "number " + (all.size() + 1));
            if (!names.add(one.selector().project() + "/" + one.name())) {
                throw new BadRuleException(one.name(), "name", "is there twice");
            }
            all.add(one);
        }
        return List.copyOf(all);
    }

    /** One rule, written in JSON or in YAML. */
    public static RuleDefinition parseOne(String text) throws BadRuleException {
        return parse(read(text), "without a name");
    }

    /** YAML reads most of JSON, but not its numbers. */
    private static JsonNode read(String text) throws BadRuleException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            try {
                return YAML.readTree(text);
            } catch (JsonProcessingException e) {
                throw new BadRuleException("without a name", "body", "is neither JSON nor YAML");
            }
        }
    }

    /** One rule. */
    public static RuleDefinition parse(@Nullable JsonNode node) throws BadRuleException {
        return parse(node, "without a name");
    }

    private static RuleDefinition parse(@Nullable JsonNode node, String place) throws BadRuleException {
        if (!(node instanceof ObjectNode written)) {
            throw new BadRuleException(place, "body", "must be an object with the rule's fields");
        }
        JsonNode given = written.path("name");
        Fields fields = new Fields(written, given.isTextual() && !given.asText().isEmpty() ? given.asText() : place);
        String name = fields.required("name");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw fields.bad("name", "must be 1 to 100 letters, digits, dots, dashes or underscores");
        }
        if (Arrays.stream(Kind.values()).anyMatch(kind -> kind.text().equals(name))) {
            throw fields.bad("name", "is the name of what is built in");
        }
        Kind kind = kind(fields);
        Set<String> known = new TreeSet<>(ALWAYS);
        known.addAll(OWN.getOrDefault(kind, Set.of()));
        known.addAll(kind.isOfScores() ? OF_SCORES : Set.of());
        fields.only(known, kind.text());
        Integer project = fields.whole("project", 1, Integer.MAX_VALUE);
        return new RuleDefinition(
                name,
                kind,
                new Selector(project == null ? 1 : project, fields.text("feature"), fields.text("score")),
                severity(fields, kind),
                limits(fields, kind),
                scope(fields, kind),
                written);
    }

    private static Kind kind(Fields fields) throws BadRuleException {
        String word = fields.required("kind");
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(word)) {
                return kind;
            }
        }
        throw fields.bad(
                "kind",
                "must be one of " + Arrays.stream(Kind.values()).map(Kind::text).toList());
    }

    /** Neither drift nor a slow loss wakes anybody. */
    private static String severity(Fields fields, Kind kind) throws BadRuleException {
        boolean mayPage = kind != Kind.DRIFT && kind != Kind.BURN;
        String severity = fields.text("severity");
        if (severity == null) {
            return kind == Kind.QUALITY || kind == Kind.REFERENCE ? "page" : "ticket";
        }
        if (!severity.equals("ticket") && !severity.equals("page")) {
            throw fields.bad("severity", "must be page or ticket");
        }
        if (severity.equals("page") && !mayPage) {
            throw fields.bad("severity", "must be ticket: a rule of kind " + kind.text() + " never pages");
        }
        return severity;
    }

    private static Limits limits(Fields fields, Kind kind) throws BadRuleException {
        Double objective = fields.number("objective", 1e-6, 0.9, false);
        if (kind == Kind.BURN && objective == null) {
            throw fields.bad("objective", "is missing: the share of failures that the budget allows");
        }
        return new Limits(
                objective,
                fields.whole("learnFrom", 20, 1_000_000),
                fields.number("threshold", 100, 1e12, false),
                fields.whole("minimumScores", 1, 1_000_000));
    }

    private static Duration days(Fields fields) throws BadRuleException {
        Duration window = fields.duration("window", DAY, DAY.multipliedBy(28), DAY.multipliedBy(7));
        if (!window.equals(Duration.ofDays(window.toDays()))) {
            throw fields.bad("window", "must be whole days");
        }
        return window;
    }

    private static RuleDefinition.Measure measure(Fields fields, Kind kind) throws BadRuleException {
        double limit = kind == Kind.LATENCY
                ? fields.duration("limit", Duration.ofMillis(1), Duration.ofHours(1), Duration.ZERO)
                        .toMillis()
                : fields.number("limit", kind == Kind.TOKENS ? 1 : 1e-6, 1e9, 0.0);
        if (limit == 0) {
            throw fields.bad("limit", "is missing: from where on it is too much");
        }
        double input = fields.number("inputPrice", 0, MOST_MONEY, 0.0);
        double output = fields.number("outputPrice", 0, MOST_MONEY, 0.0);
        if (kind == Kind.COST && input + output == 0) {
            throw fields.bad("inputPrice", "is missing: what a million tokens cost");
        }
        return new RuleDefinition.Measure(limit, fields.number("sample", 1e-4, 1, 1.0), input, output);
    }

    private static Scope scope(Fields fields, Kind kind) throws BadRuleException {
        Duration hold = fields.duration("hold", Duration.ZERO, DAY, Duration.ZERO);
        List<String> slices = fields.texts("slices");
        return switch (kind) {
            case QUALITY -> new Scope(slices, hold, Duration.ZERO, 0);
            case REFERENCE ->
                new Scope(slices == null ? List.of() : slices, hold, days(fields), fields.number("drop", 0, 0.9, 0.0));
            case DIVERGENCE -> {
                RuleDefinition.Pair pair =
                        new RuleDefinition.Pair(fields.required("proxy"), fields.required("outcome"));
                if (pair.proxy().equals(pair.outcome())) {
                    throw fields.bad("proxy", "must be another score than the outcome");
                }
                yield new Scope(List.of(), hold, days(fields), fields.number("drop", 0, 0.9, 0.0), pair, null);
            }
            case LATENCY, TOKENS, COST -> new Scope(slices, hold, Duration.ZERO, 0, null, measure(fields, kind));
            case BURN ->
                new Scope(
                        slices == null ? List.of() : slices,
                        hold,
                        fields.duration("window", Duration.ofHours(6), DAY.multipliedBy(7), DAY.multipliedBy(3)),
                        fields.number("pace", 0.1, 100, 1.0));
            case ABSENCE -> {
                Duration after = fields.duration("after", Duration.ofSeconds(10), DAY.multipliedBy(7), Duration.ZERO);
                if (after.isZero()) {
                    throw fields.bad("after", "is missing: how long no score may come");
                }
                yield new Scope(List.of(), Duration.ZERO, after, 0);
            }
            case DRIFT -> new Scope(List.of(), Duration.ZERO, Duration.ZERO, fields.number("minimumShare", 0, 1, 0.0));
        };
    }
}
