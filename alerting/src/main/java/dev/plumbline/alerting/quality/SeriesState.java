package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.EDetector;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Tally;
import org.jspecify.annotations.Nullable;

/**
 * One watched series: all scores of a name, or those of one slice.
 *
 * @param learned scores that its own objective is made of
 * @param late scores since it came, while nothing was learned of it
 * @param alarmed whether the detector has alarmed and the last hour is not good again
 * @param goodSteps closed steps since the last hour became good again
 * @param seen the last step that had scores of it
 */
public record SeriesState(
        EDetector detector,
        Recent recent,
        @Nullable Tally learned,
        @Nullable Tally late,
        boolean alarmed,
        int goodSteps,
        long seen) {
    /** Nothing was seen. */
    public static final SeriesState START =
            new SeriesState(EDetector.START, Recent.NONE, Tally.NONE, Tally.NONE, false, 0, 0);

    /** What is left out in stored text is nothing. */
    @Override
    public Tally learned() {
        return learned == null ? Tally.NONE : learned;
    }

    @Override
    public Tally late() {
        return late == null ? Tally.NONE : late;
    }

    /** With one more step in its last hour, or in the span that is looked at. */
    SeriesState at(long step, Batch batch, int span) {
        Tally tally = batch.tally();
        return new SeriesState(
                detector.seeing(step, batch),
                recent.with(step, tally, span),
                learned(),
                late(),
                alarmed,
                goodSteps,
                tally.n() > 0 ? step : seen);
    }

    /** Held to what another time was like. */
    SeriesState heldTo(Tally reference) {
        return new SeriesState(detector, recent, reference, late(), alarmed, goodSteps, seen);
    }

    /** Without evidence and without an alarm; what was learned stands. */
    SeriesState restarted() {
        return judged(detector.restarted(), false, 0);
    }

    /** The same, with nothing of the last hour either. */
    SeriesState paused() {
        return new SeriesState(detector.restarted(), Recent.NONE, learned(), late(), false, 0, seen);
    }

    SeriesState learning(Batch batch) {
        return new SeriesState(detector, recent, learned().plus(batch.tally()), late(), alarmed, goodSteps, seen);
    }

    SeriesState unlearned(Batch batch) {
        return new SeriesState(detector, recent, learned(), late().plus(batch.tally()), alarmed, goodSteps, seen);
    }

    /** What it was like since it came is usual for it. */
    SeriesState accepted() {
        return new SeriesState(detector, recent, late(), Tally.NONE, alarmed, goodSteps, seen);
    }

    SeriesState judged(EDetector next, boolean alarm, int good) {
        return new SeriesState(next, recent, learned(), late(), alarm, good, seen);
    }
}
