package dev.plumbline.alerting.intake;

import dev.plumbline.alerting.definition.Definitions;
import dev.plumbline.alerting.definition.RuleDefinition;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.trace.Origin;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Verdicts about requests by the rules of latency, tokens and cost: whether one is above the rule's limit. A request that
 * does not say its number has no verdict. Of many requests a rule looks at a sample, drawn by trace, with its probability.
 */
final class Measures {
    private static final double NANOS_A_MILLI = 1e6;
    private static final double MILLION = 1e6;
    private static final double BITS_53 = 0x1.0p-53;

    private Measures() {}

    /** One verdict for each rule of the request's feature. Plumbline's own judging has none. */
    static List<ScoreRecorded> verdicts(RequestSettled event, Definitions rules) {
        List<ScoreRecorded> verdicts = new ArrayList<>();
        String feature = event.origin().feature();
        if (feature.equals(Origin.EVALUATOR)) {
            return verdicts;
        }
        for (Definitions.Version version : rules.measures(event.request().projectId(), feature)) {
            RuleDefinition rule = version.rule();
            RuleDefinition.Measure measure = rule.scope().measure();
            Double amount = measure == null ? null : amount(event, rule.kind(), measure);
            if (measure != null && amount != null && draw(event.request().traceId()) < measure.sample()) {
                verdicts.add(verdict(event, rule, measure, amount > measure.limit()));
            }
        }
        return verdicts;
    }

    private static @Nullable Double amount(
            RequestSettled event, RuleDefinition.Kind kind, RuleDefinition.Measure measure) {
        Long in = event.shape().tokensIn();
        Long out = event.shape().tokensOut();
        if (kind == RuleDefinition.Kind.LATENCY) {
            long nanos = event.timing().endNano() - event.timing().startNano();
            return nanos < 0 ? null : nanos / NANOS_A_MILLI;
        }
        if (in == null && out == null) {
            return null;
        }
        long input = in == null ? 0 : in;
        long output = out == null ? 0 : out;
        return kind == RuleDefinition.Kind.TOKENS
                ? (double) (input + output)
                : (input * measure.inputPrice() + output * measure.outputPrice()) / MILLION;
    }

    private static ScoreRecorded verdict(
            RequestSettled event, RuleDefinition rule, RuleDefinition.Measure measure, boolean tooMuch) {
        String scorer =
                rule.kind().text() + "/" + measure.limit() + "/" + measure.inputPrice() + "/" + measure.outputPrice();
        return new ScoreRecorded(
                event.header(),
                event.request(),
                event.origin(),
                new ScoreRecorded.Score(rule.verdicts(), scorer, tooMuch ? 0.0 : 1.0, tooMuch ? "fail" : "pass", null),
                new ScoreRecorded.Sampling(measure.sample(), measure.sample() < 1 ? "rate" : "all", 1),
                event.timing().startNano(),
                event.attributes());
    }

    /** A number from 0 to 1 that every replica draws alike: FNV-1a, finished as in MurmurHash3. */
    static double draw(String traceId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < traceId.length(); i++) {
            hash = (hash ^ traceId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return ((hash ^ hash >>> 33) >>> 11) * BITS_53;
    }
}
