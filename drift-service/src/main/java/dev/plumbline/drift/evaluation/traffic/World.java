package dev.plumbline.drift.evaluation.traffic;

import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.evaluation.corpus.Corpus;
import dev.plumbline.drift.evaluation.corpus.Disturbance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the users of one feature ask: intents with shares drawn from an exponential distribution, each intent's texts
 * drawn with replacement. One intent is held back and comes only where a scenario wants a new one.
 */
public final class World {

    private final Corpus corpus;
    private final Map<String, List<Asked>> byIntent;
    private final Map<Disturbance, Map<String, List<Asked>>> disturbed = new HashMap<>();
    private final List<String> intents;
    private final double[] quiet;
    private final int newIntent;
    private final int grownIntent;
    private final String grownDomain;

    /** @param seed of the shares and of what is chosen to change */
    public World(Corpus corpus, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.corpus = corpus;
        this.byIntent = byIntent(corpus.known());
        corpus.disturbed().forEach((disturbance, asked) -> disturbed.put(disturbance, byIntent(asked)));
        this.intents = List.copyOf(byIntent.keySet());
        this.newIntent = random.nextInt(intents.size());
        this.quiet = new double[intents.size()];
        double sum = 0;
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = i == newIntent ? 0 : -Math.log(1 - random.nextDouble());
            sum += quiet[i];
        }
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] /= sum;
        }
        this.grownIntent = drawKnown(random);
        this.grownDomain = domain(drawKnown(random));
    }

    /** The intent that the reference does not have. */
    public String newIntent() {
        return intents.get(newIntent);
    }

    /** The domain that grows where one does. */
    public String grownDomain() {
        return grownDomain;
    }

    /** So many inputs of independent sessions. */
    public List<Asked> draw(Scenario scenario, int sessions, SplittableRandom random) {
        double[] shares = shares(scenario);
        List<Asked> drawn = new ArrayList<>(sessions);
        for (int i = 0; i < sessions; i++) {
            drawn.add(one(scenario, shares, random));
        }
        return drawn;
    }

    /** Seasonal traffic: at the top of the season a domain has this many times its share; nothing else differs. */
    public Asked season(double times, SplittableRandom random) {
        double[] shares = quiet.clone();
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= domain(i).equals(grownDomain) ? times : 1;
        }
        scale(shares);
        return one(Scenario.QUIET, shares, random);
    }

    private Asked one(Scenario scenario, double[] shares, SplittableRandom random) {
        boolean changed = random.nextDouble() < scenario.size();
        if (changed && scenario.kind() == Scenario.Kind.OUT_OF_SCOPE) {
            return any(corpus.outOfScope(), random);
        }
        if (changed && scenario.kind() == Scenario.Kind.FOREIGN) {
            return any(corpus.foreign(), random);
        }
        String intent = intents.get(index(shares, random.nextDouble()));
        boolean disturb = changed && scenario.kind() == Scenario.Kind.DISTURBED;
        Map<String, List<Asked>> texts =
                disturb ? Objects.requireNonNull(disturbed.get(scenario.disturbance())) : byIntent;
        return any(Objects.requireNonNull(texts.get(intent)), random);
    }

    private double[] shares(Scenario scenario) {
        double[] shares = quiet.clone();
        switch (scenario.kind()) {
            case NEW -> set(shares, newIntent, scenario.size());
            case INTENT -> set(shares, grownIntent, scenario.size());
            case DOMAIN -> {
                double before = 0;
                for (int i = 0; i < shares.length; i++) {
                    before += domain(i).equals(grownDomain) ? shares[i] : 0;
                }
                double after = Math.min(0.95, before + scenario.size());
                for (int i = 0; i < shares.length; i++) {
                    shares[i] *= domain(i).equals(grownDomain) ? after / before : (1 - after) / (1 - before);
                }
            }
            default -> {}
        }
        return shares;
    }

    private static void set(double[] shares, int intent, double share) {
        shares[intent] = 0;
        scale(shares);
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= 1 - share;
        }
        shares[intent] = share;
    }

    private static void scale(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
    }

    private int drawKnown(SplittableRandom random) {
        int intent = random.nextInt(intents.size());
        return intent == newIntent ? (intent + 1) % intents.size() : intent;
    }

    private String domain(int intent) {
        return Objects.requireNonNull(byIntent.get(intents.get(intent))).get(0).domain();
    }

    private static int index(double[] shares, double at) {
        double passed = 0;
        for (int i = 0; i < shares.length; i++) {
            passed += shares[i];
            if (passed > at) {
                return i;
            }
        }
        return shares.length - 1;
    }

    private static Asked any(List<Asked> texts, SplittableRandom random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static Map<String, List<Asked>> byIntent(Collection<Asked> asked) {
        return asked.stream().collect(Collectors.groupingBy(Asked::intent, TreeMap::new, Collectors.toList()));
    }
}
