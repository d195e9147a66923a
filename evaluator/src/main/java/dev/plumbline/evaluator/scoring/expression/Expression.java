package dev.plumbline.evaluator.scoring.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.Locale;
import java.util.Map;

/**
 * What somebody writes to be true of every answer, in CEL (Common Expression Language). The language has no loops, no
 * assignment, no clock and no way out; what remains is bounded: the text by its length and depth, the comprehensions of one
 * evaluation by 1,000 steps together, regular expressions by RE2, by being written out, and by their size, and no function makes a text
 * much longer than its arguments. Safe for several threads.
 */
public final class Expression implements Scorer {
    /** Most characters of an expression. */
    public static final int LONGEST = 2_000;

    /** Of question, answer, passages and instructions together, beyond which it abstains. */
    static final int MOST_CHARS = 200_000;

    private static final int DEEPEST = 32;
    private static final int MOST_STEPS = 1_000;
    private static final int REGEX_SIZE = 2_000;

    /** So that compiling one, which goes as deep as its repetitions, ends within a small stack. */
    private static final int MOST_OF_PATTERN = 200;

    private static final CelStringExtensions STRINGS =
            CelExtensions.strings(Function.LOWER_ASCII, Function.TRIM, Function.SPLIT);
    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setOptions(CelOptions.current()
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .comprehensionMaxIterations(MOST_STEPS)
                    .maxRegexProgramSize(REGEX_SIZE)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(STRINGS)
            .addRuntimeLibraries(STRINGS)
            .addVar("question", SimpleType.STRING)
            .addVar("answer", SimpleType.STRING)
            .addVar("passages", ListType.create(SimpleType.STRING))
            .addVar("instructions", ListType.create(SimpleType.STRING))
            .setResultType(SimpleType.BOOL)
            .build();

    private final CelRuntime.Program program;

    private Expression(CelRuntime.Program program) {
        this.program = program;
    }

    /** @throws IllegalArgumentException that says what is wrong with it, and where */
    public static Expression of(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        try {
            CelAbstractSyntaxTree tree = CEL.compile(text).getAst();
            CelNavigableAst.fromAst(tree)
                    .getRoot()
                    .allNodes()
                    .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                    .map(node -> node.expr().call())
                    .filter(call -> call.function().equals("matches"))
                    .forEach(Expression::checkPattern);
            return new Expression(CEL.createProgram(tree));
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(
                    e.getErrors().stream().findFirst().map(Expression::words).orElse("is no expression of CEL"), e);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException("is no expression of CEL that can be run", e);
        }
    }

    /** A pattern that content could choose, or that grows without bound, would be compiled anew for every answer. */
    private static void checkPattern(CelExpr.CelCall call) {
        CelConstant pattern = call.args().get(call.args().size() - 1).constantOrDefault();
        if (pattern.getKind() != CelConstant.Kind.STRING_VALUE) {
            throw new IllegalArgumentException("matches takes a pattern that is written out");
        }
        if (PatternSize.of(pattern.stringValue()) > MOST_OF_PATTERN) {
            throw new IllegalArgumentException(
                    "has a pattern that is too large: its repetitions come to more than " + MOST_OF_PATTERN + " parts");
        }
        try {
            Pattern.compile(pattern.stringValue());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("has a pattern that RE2 does not know: " + e.getDescription(), e);
        }
    }

    private static String words(CelIssue issue) {
        return "line " + issue.getSourceLocation().getLine() + ", column "
                + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage();
    }

    @Override
    public Finding score(ScoringInput input) {
        if (!input.answer().reported()) {
            return Finding.abstain("the sender reports no content");
        }
        if (size(input) > MOST_CHARS) {
            return Finding.abstain("longer than an expression reads");
        }
        try {
            Object value = program.eval(Map.of(
                    "question", input.question(),
                    "answer", input.answer().text(),
                    "passages", input.passages().texts(),
                    "instructions", input.background().instructions()));
            return Boolean.TRUE.equals(value)
                    ? Finding.pass(1, "the expression holds")
                    : Finding.fail(0, "the expression does not hold");
        } catch (CelEvaluationException e) {
            // Its message may quote the content.
            return Finding.abstain("the expression has no value: "
                    + e.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private static long size(ScoringInput input) {
        return (long) input.question().length()
                + input.answer().text().length()
                + input.passages().texts().stream().mapToLong(String::length).sum()
                + input.background().instructions().stream()
                        .mapToLong(String::length)
                        .sum();
    }
}
