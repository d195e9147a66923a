package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.detect.EDetector;
import dev.plumbline.alerting.detect.Recent;

/**
 * One watched series: all scores of a name, or those of one slice.
 *
 * @param learnedN scores seen while learning
 * @param learnedBad how many of them were bad
 * @param alarmed whether the detector has alarmed and the last hour is not good again
 * @param goodSteps closed steps since the last hour became good again
 */
record SeriesState(EDetector detector, Recent recent, long learnedN, long learnedBad, boolean alarmed, int goodSteps) {
    static final SeriesState START = new SeriesState(EDetector.START, Recent.NONE, 0, 0, false, 0);

    SeriesState learned(long n, long bad, Recent seen) {
        return new SeriesState(detector, seen, learnedN + n, learnedBad + bad, false, 0);
    }
}
