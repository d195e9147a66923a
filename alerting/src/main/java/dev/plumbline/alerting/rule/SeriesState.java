package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.detect.EDetector;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.detect.Tally;

/**
 * One watched series: all scores of a name, or those of one slice.
 *
 * @param learnedN scores seen while learning
 * @param learnedBad how many of them were bad
 * @param alarmed whether the detector has alarmed and the last hour is not good again
 * @param goodSteps closed steps since the last hour became good again
 * @param seen the last step that had scores of it
 */
record SeriesState(
        EDetector detector, Recent recent, long learnedN, long learnedBad, boolean alarmed, int goodSteps, long seen) {
    static final SeriesState START = new SeriesState(EDetector.START, Recent.NONE, 0, 0, false, 0, 0);

    /** With one more step in its last hour. */
    SeriesState at(long step, Tally tally) {
        return new SeriesState(
                detector,
                recent.with(step, tally),
                learnedN,
                learnedBad,
                alarmed,
                goodSteps,
                tally.n() > 0 ? step : seen);
    }

    SeriesState learning(Tally tally) {
        return new SeriesState(
                detector, recent, learnedN + tally.n(), learnedBad + tally.bad(), alarmed, goodSteps, seen);
    }

    SeriesState judged(EDetector next, boolean alarm, int good) {
        return new SeriesState(next, recent, learnedN, learnedBad, alarm, good, seen);
    }
}
