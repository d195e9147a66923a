package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.Share;

/**
 * One thing that moved: first a candidate, then, confirmed by sessions that did not raise it, an open finding.
 *
 * @param id of the finding
 * @param view the comparison that raised it: {@link View#FIRST} or another one's id
 * @param reported the share last told to others
 * @param misses looks in a row without significance at the looser level
 */
public record Story(String id, String view, Subject subject, Raised raised, Share reported, int misses) {

    /** One that was written down before there were several comparisons is of the first. */
    @SuppressWarnings("ConstantValue")
    public Story {
        view = view == null ? View.FIRST : view;
    }

    /**
     * @param about id of the cluster, the trait or the direction
     * @param up whether the share rose
     */
    public record Subject(Kind kind, String about, boolean up) {

        /** Before the name of an evaluation set: its inputs are told apart from traffic. */
        public static final String TOLD_APART = "told_apart.";

        /** Before the name of an evaluation set: traffic in all clusters together that no case covers. */
        public static final String UNTESTED = "untested.";

        /** Whether it is about an evaluation set that is told apart from traffic. */
        public boolean toldApart() {
            return kind == Kind.EVALUATION_SET && about.startsWith(TOLD_APART);
        }
    }

    /**
     * The look that raised it.
     *
     * @param look its number
     * @param scale length of its window
     * @param sinceNano start of its window
     * @param pValue after correction for all that was tested beside it
     */
    public record Raised(int look, Scale scale, long sinceNano, double pValue) {}

    public Story reporting(Share share) {
        return new Story(id, view, subject, raised, share, misses);
    }

    public Story missing(int looks) {
        return new Story(id, view, subject, raised, reported, looks);
    }

    /** Whether the share lies beyond the one last told, by more than its interval. */
    public boolean wentOn(Share now) {
        return subject.up()
                ? now.interval().low() > reported.value()
                : now.interval().high() < reported.value();
    }
}
