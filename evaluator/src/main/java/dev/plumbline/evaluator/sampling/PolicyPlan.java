package dev.plumbline.evaluator.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is configured, and what the traffic of a day was, to a policy. A stratum's rate is the common one times its risk
 * weight; where that would give fewer requests a day than its floor, the rate is raised to floor / requests a day. Shares
 * are learned, so floors hold where traffic goes on as it was; the draw itself stays exact whatever the traffic does.
 */
public final class PolicyPlan {
    /** Values of one attribute that become strata, the rarest first; others stay with the rest. */
    static final int MOST_VALUES = 50;

    /** A learned rate is changed only when it is off by this factor: each change is a policy version. */
    static final double TOLERATED = 1.25;

    private final SamplingConfig config;

    public PolicyPlan(SamplingConfig config) {
        this.config = config;
    }

    /** How many requests of one kind there were. */
    public record Volume(Map<String, String> attributes, long requests) {}

    /** Attributes that volumes must be told apart by. */
    public Set<String> attributes() {
        Set<String> attributes = new TreeSet<>(config.by().orElse(List.of()));
        config.strata()
                .values()
                .forEach(stratum -> attributes.addAll(stratum.when().keySet()));
        if (!config.rates().isEmpty()) {
            attributes.add("feature");
        }
        return attributes;
    }

    /** @param day the last 24 hours; empty when they are not known */
    public SamplingPolicy policy(int version, List<Volume> day, Optional<SamplingPolicy> before) {
        List<Stratum> strata = new ArrayList<>();
        config.rates()
                .forEach((feature, rate) ->
                        strata.add(new Stratum("feature=" + feature, Map.of("feature", feature), rate, "configured")));
        config.strata().forEach((name, stratum) -> {
            double wanted = stratum.rate().orElse(Math.min(1, config.rate() * stratum.weight()));
            strata.add(raised(name, stratum.when(), wanted, stratum.floorPerDay(), volume(day, stratum.when())));
        });
        for (String attribute : config.by().orElse(List.of())) {
            strata.addAll(values(attribute, day, strata));
        }
        SamplingPolicy.Rules rules = new SamplingPolicy.Rules(
                config.errorsAlways(), config.negativeFeedbackAlways(), config.firstOfRelease());
        SamplingPolicy planned = new SamplingPolicy(
                version,
                new SamplingPolicy.Draw(config.policyVersion(), config.salt(), config.unit()),
                config.rate(),
                strata,
                rules);
        return before.map(one -> settled(planned, one)).orElse(planned);
    }

    private List<Stratum> values(String attribute, List<Volume> day, List<Stratum> named) {
        Map<String, Long> volumes = new HashMap<>();
        for (Volume volume : day) {
            String value = volume.attributes().get(attribute);
            if (value != null) {
                volumes.merge(value, volume.requests(), Long::sum);
            }
        }
        return volumes.entrySet().stream()
                .filter(value ->
                        named.stream().noneMatch(stratum -> stratum.when().equals(Map.of(attribute, value.getKey()))))
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .map(value -> raised(
                        attribute + "=" + value.getKey(),
                        Map.of(attribute, value.getKey()),
                        config.rate(),
                        config.floorPerDay(),
                        value.getValue()))
                .sorted(Comparator.comparing(Stratum::name))
                .toList();
    }

    private static Stratum raised(String name, Map<String, String> when, double rate, int floor, long volume) {
        if (floor == 0 || volume == 0 || rate * volume >= floor) {
            return new Stratum(name, when, Math.min(1, rate), "configured");
        }
        return new Stratum(
                name,
                when,
                Math.min(1, (double) floor / volume),
                String.format(Locale.ROOT, "raised to give %d of some %d requests a day", floor, volume));
    }

    private static long volume(List<Volume> day, Map<String, String> when) {
        return day.stream()
                .filter(volume -> volume.attributes().entrySet().containsAll(when.entrySet()))
                .mapToLong(Volume::requests)
                .sum();
    }

    /** Keeps learned rates that are still about right: without it every look would make a version. */
    private static SamplingPolicy settled(SamplingPolicy planned, SamplingPolicy before) {
        Map<String, Stratum> known = new HashMap<>();
        before.strata().forEach(stratum -> known.put(stratum.name(), stratum));
        List<Stratum> strata = planned.strata().stream()
                .map(stratum -> {
                    Stratum last = known.get(stratum.name());
                    boolean same = last != null
                            && last.when().equals(stratum.when())
                            && !stratum.why().equals("configured")
                            && !last.why().equals("configured")
                            && last.rate() <= stratum.rate() * TOLERATED
                            && stratum.rate() <= last.rate() * TOLERATED;
                    return same ? last : stratum;
                })
                .toList();
        return new SamplingPolicy(planned.version(), planned.draw(), planned.rate(), strata, planned.rules());
    }
}
