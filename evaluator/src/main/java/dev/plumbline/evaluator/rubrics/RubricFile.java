package dev.plumbline.evaluator.rubrics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.evaluator.rubrics.Rubric.Target;
import dev.plumbline.evaluator.scoring.expression.Expression;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rubric as people write it, in YAML (JSON is YAML too). What is wrong is refused by its field.
 *
 * @param name also the score's name: lower-case letters, digits, {@code -} and {@code _}
 * @param question what the judge decides, one sentence
 * @param target what is judged: {@code request}, also when null, {@code retrieval}, {@code session} or {@code pair}
 * @param scale grades; null for pass or fail
 * @param features that are judged by it; all when empty
 * @param criteria empty where an expression decides
 * @param judging who judges, and what mistakes cost, or the expression that decides; null for the configured model, asked once
 */
public record RubricFile(
        String name,
        String question,
        @Nullable String target,
        @Nullable Grades scale,
        List<Criterion> criteria,
        @Nullable List<String> features,
        @Nullable Judging judging) {
    static final int LONGEST = 64 * 1024;

    private static final int MOST_CRITERIA = 12;
    private static final int MOST_GRADES = 10;
    private static final double MOST_COST = 1e6;
    private static final String RETRIEVAL = "retrieval";
    private static final String SESSION = "session";
    private static final String PAIR = "pair";
    /** Verdicts that one rubric may ask for about one request. */
    public static final int MOST_VOTES = 15;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @param grades the best grade, 2 to 10; 1 is the worst
     * @param passFrom least grade that passes
     */
    public record Grades(
            int grades, @JsonProperty("pass-from") int passFrom) {}

    /**
     * @param id named in verdicts
     * @param good what meets it, an anchor
     * @param bad what breaks it, an anchor
     */
    public record Criterion(
            String id,
            String text,
            @Nullable String good,
            @Nullable String bad) {}

    /**
     * @param repeats how often each judge is asked; null for once
     * @param judges names of models at the configured endpoint; null for the configured one
     * @param costs what the judge's mistakes cost; null where nobody has said
     * @param expression in CEL, that is true of good answers; null where a judge decides
     */
    public record Judging(
            @Nullable Integer repeats,
            @Nullable List<String> judges,
            @Nullable Costs costs,
            @Nullable String expression) {}

    /**
     * What one mistake costs, in a unit of one's own.
     *
     * @param missed a failure that the judge lets pass
     * @param falseAlarm a good answer that it fails
     */
    public record Costs(
            double missed, @JsonProperty("false-alarm") double falseAlarm) {}

    /** In the file, what is about judging stands beside the rest. */
    @JsonCreator
    static RubricFile of(
            @JsonProperty("name") String name,
            @JsonProperty("question") String question,
            @JsonProperty("target") @Nullable String target,
            @JsonProperty("scale") @Nullable Grades scale,
            @JsonProperty("criteria") @Nullable List<Criterion> criteria,
            @JsonProperty("features") @Nullable List<String> features,
            @JsonProperty("repeats") @Nullable Integer repeats,
            @JsonProperty("judges") @Nullable List<String> judges,
            @JsonProperty("costs") @Nullable Costs costs,
            @JsonProperty("expression") @Nullable String expression) {
        boolean usual = repeats == null && judges == null && costs == null && expression == null;
        Judging judging = usual ? null : new Judging(repeats, judges, costs, expression);
        return new RubricFile(
                name, question, target, scale, criteria == null ? List.of() : criteria, features, judging);
    }

    /** @throws BadParameterException which names the field */
    public static RubricFile read(String text) {
        if (text.length() > LONGEST) {
            throw new BadParameterException("body", "is longer than " + LONGEST + " characters");
        }
        try {
            RubricFile file = YAML.readValue(text, RubricFile.class);
            if (file == null) {
                throw new BadParameterException("body", "is empty");
            }
            file.check();
            return file;
        } catch (UnrecognizedPropertyException e) {
            throw new BadParameterException(path(e), "is no field of a rubric");
        } catch (JsonMappingException e) {
            String path = path(e);
            throw new BadParameterException(path.isEmpty() ? "body" : path, "is not of the form of a rubric");
        } catch (IOException e) {
            throw new BadParameterException("body", "is no YAML");
        }
    }

    /** As a judge is told. */
    public Rubric rubric(int version) {
        List<String> ids = new ArrayList<>(criteria.stream().map(Criterion::id).toList());
        ids.add(Rubric.CANNOT_TELL);
        Grades grades = scale;
        Rubric.Scale of =
                grades == null ? Rubric.Scale.PASS_FAIL : new Rubric.Scale(grades.grades(), grades.passFrom());
        return new Rubric(name, version, RubricText.of(this), List.copyOf(ids), of, panel(), judged());
    }

    private Target judged() {
        return isOfRetrieval()
                ? Target.RETRIEVAL
                : isOfSession() ? Target.SESSION : isOfPair() ? Target.PAIR : Target.REQUEST;
    }

    private Rubric.Panel panel() {
        Judging of = judging;
        if (of == null) {
            return Rubric.Panel.ONE;
        }
        List<String> judges = of.judges();
        Integer repeats = of.repeats();
        return new Rubric.Panel(judges == null ? List.of() : List.copyOf(judges), repeats == null ? 1 : repeats);
    }

    /** What mistakes cost, where somebody has said. */
    public Optional<Costs> costs() {
        Judging of = judging;
        return of == null ? Optional.empty() : Optional.ofNullable(of.costs());
    }

    /** In CEL; empty where a judge decides. */
    public Optional<String> expression() {
        Judging of = judging;
        return of == null ? Optional.empty() : Optional.ofNullable(of.expression());
    }

    /** Whether it judges whole sessions. */
    public boolean isOfSession() {
        return SESSION.equals(target);
    }

    /** Whether it says which of two answers is better. */
    public boolean isOfPair() {
        return PAIR.equals(target);
    }

    boolean isOfRetrieval() {
        return RETRIEVAL.equals(target);
    }

    /** Whether it judges requests of this feature. */
    public boolean isFor(String feature) {
        List<String> only = features;
        return only == null || only.isEmpty() || only.contains(feature);
    }

    private void check() {
        require(
                name != null && name.matches("[a-z][a-z0-9_-]{0,62}"),
                "name",
                "is not lower-case letters, digits, - and _");
        require(question != null && !question.isBlank(), "question", "is missing");
        require(
                target == null || target.equals("request") || isOfRetrieval() || isOfSession() || isOfPair(),
                "target",
                "is not request, retrieval, session or pair");
        if (isOfPair()) {
            checkPair();
        }
        Grades grades = scale;
        if (grades != null) {
            require(grades.grades() >= 2 && grades.grades() <= MOST_GRADES, "scale.grades", "is not from 2 to 10");
            require(
                    grades.passFrom() >= 2 && grades.passFrom() <= grades.grades(),
                    "scale.pass-from",
                    "is not from 2 to the best grade");
        }
        if (expression().isPresent()) {
            checkExpression(expression().get());
            return;
        }
        checkJudging();
        require(criteria != null && !criteria.isEmpty(), "criteria", "is missing");
        require(criteria.size() <= MOST_CRITERIA, "criteria", "has more than " + MOST_CRITERIA);
        Set<String> ids = new HashSet<>(Set.of(Rubric.CANNOT_TELL));
        for (int i = 0; i < criteria.size(); i++) {
            Criterion criterion = criteria.get(i);
            String place = "criteria.[" + i + "]";
            require(criterion != null, place, "is empty");
            require(
                    criterion.id() != null && criterion.id().matches("[a-z][a-z0-9_]{0,30}"),
                    place + ".id",
                    "is not lower-case letters, digits and _");
            require(ids.add(criterion.id()), place + ".id", "is taken");
            require(criterion.text() != null && !criterion.text().isBlank(), place + ".text", "is missing");
        }
    }

    private void checkExpression(String expression) {
        String fault = "is nothing for an expression";
        require(criteria.isEmpty(), "criteria", fault);
        require(target == null || target.equals("request"), "target", fault);
        require(scale == null, "scale", fault);
        Judging of = judging;
        if (of != null) {
            require(of.repeats() == null, "repeats", fault);
            require(of.judges() == null, "judges", fault);
            require(of.costs() == null, "costs", fault);
        }
        try {
            Expression.of(expression);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("expression", String.valueOf(e.getMessage()));
        }
    }

    private void checkPair() {
        String fault = "is nothing for target: pair";
        require(scale == null, "scale", fault);
        require(features == null, "features", fault);
        Judging of = judging;
        if (of != null) {
            require(of.repeats() == null, "repeats", fault);
            require(of.judges() == null, "judges", fault);
            require(of.costs() == null, "costs", fault);
        }
    }

    private void checkJudging() {
        Judging of = judging;
        if (of == null) {
            return;
        }
        List<String> judges = of.judges();
        if (judges != null) {
            require(
                    !judges.isEmpty() && judges.stream().allMatch(one -> one != null && one.matches("\\S{1,100}")),
                    "judges",
                    "is not a list of models' names");
            require(
                    new HashSet<>(judges).size() == judges.size(),
                    "judges",
                    "names one twice; ask it twice by repeats");
        }
        Costs costs = of.costs();
        require(costs == null || isCost(costs.missed()), "costs.missed", "is not above 0 and up to a million");
        require(costs == null || isCost(costs.falseAlarm()), "costs.false-alarm", "is not above 0 and up to a million");
        Integer repeats = of.repeats();
        require(repeats == null || repeats >= 1, "repeats", "is below 1");
        require(
                (repeats == null ? 1L : repeats) * (judges == null ? 1 : judges.size()) <= MOST_VOTES,
                repeats == null ? "judges" : "repeats",
                "gives more than " + MOST_VOTES + " verdicts for each request");
    }

    private static boolean isCost(double cost) {
        return cost > 0 && cost <= MOST_COST;
    }

    private static void require(boolean holds, String field, String fault) {
        if (!holds) {
            throw new BadParameterException(field, fault);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(place -> place.getFieldName() == null ? "[" + place.getIndex() + "]" : place.getFieldName())
                .collect(Collectors.joining("."));
    }
}
