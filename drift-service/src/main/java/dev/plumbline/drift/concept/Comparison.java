package dev.plumbline.drift.concept;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.drift.stat.StratifiedTest;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Some judged sessions against those of the reference, in the clusters whose inputs did not move. */
final class Comparison {

    private static final int EXAMPLES = 5;

    private final String name;
    private final Tally reference;
    private final List<Judged> sessions;
    private final Tally now;
    private final Set<String> still;

    /** @param moved clusters whose inputs moved: nothing is said about them */
    Comparison(String name, Tally reference, List<Judged> sessions, Set<String> moved) {
        this.name = name;
        this.reference = reference;
        this.sessions = sessions;
        this.now = new Tally(sessions);
        this.still = new HashSet<>(reference.clusters());
        still.removeAll(moved);
    }

    /** @param pValue after correction for all clusters, both directions, and the test of them together */
    record Moved(String about, boolean up, double pValue) {}

    /** What moved most clearly besides what is known; nothing where all is told. */
    @Nullable
    Moved clearest(Set<String> known) {
        if (known.contains(name)) {
            return null;
        }
        Set<String> rest = new HashSet<>(still);
        rest.removeAll(known);
        Moved clearest = two(name, together(rest, true), together(rest, false), 2);
        for (String cluster : rest) {
            double more = ExactTest.excess(now.of(cluster), reference.of(cluster));
            double less = ExactTest.deficit(now.of(cluster), reference.of(cluster));
            Moved moved = two(cluster, more, less, 2 * reference.clusters().size());
            if (moved.pValue() < clearest.pValue()) {
                clearest = moved;
            }
        }
        return clearest;
    }

    private static Moved two(String about, double more, double less, int times) {
        return new Moved(about, more < less, Math.min(1, 2 * times * Math.min(more, less)));
    }

    /** One side of the exact test of one story, alone. */
    double pValue(Story.Subject subject, Set<String> known) {
        if (subject.about().equals(name)) {
            return together(rest(known), subject.up());
        }
        return subject.up()
                ? ExactTest.excess(now(subject, known), then(subject, known))
                : ExactTest.deficit(now(subject, known), then(subject, known));
    }

    private double together(Set<String> clusters, boolean up) {
        List<StratifiedTest.Stratum> strata = clusters.stream()
                .map(cluster -> new StratifiedTest.Stratum(now.of(cluster), reference.of(cluster)))
                .toList();
        return up ? StratifiedTest.excess(strata) : StratifiedTest.deficit(strata);
    }

    Change change(Change.Type type, Story story, Set<String> known) {
        Story.Subject subject = story.subject();
        long untilNano = sessions.get(sessions.size() - 1).startNano();
        return new Change(
                type,
                story,
                name,
                untilNano,
                Change.Shares.of(then(subject, known), now(subject, known)),
                examples(subject, known),
                Change.Against.REFERENCE);
    }

    Share now(Story.Subject subject, Set<String> known) {
        return now.of(clusters(subject, known));
    }

    /** Of all clusters together as if they were asked about as often as in the window. */
    private Share then(Story.Subject subject, Set<String> known) {
        return reference.mixedAs(now, clusters(subject, known));
    }

    /** The latest that show it. */
    private List<String> examples(Story.Subject subject, Set<String> known) {
        Set<String> clusters = clusters(subject, known);
        List<String> shown = sessions.stream()
                .filter(one -> clusters.contains(one.cluster()) && one.bad() == subject.up())
                .map(Judged::traceId)
                .toList();
        return shown.subList(Math.max(0, shown.size() - EXAMPLES), shown.size());
    }

    private Set<String> clusters(Story.Subject subject, Set<String> known) {
        return subject.about().equals(name) ? rest(known) : Set.of(subject.about());
    }

    private Set<String> rest(Set<String> known) {
        Set<String> rest = new HashSet<>(still);
        rest.removeAll(known);
        return rest;
    }
}
