package dev.plumbline.bench.chaos.notify;

import dev.plumbline.bench.alerting.AlertEvents;
import dev.plumbline.bench.alerting.EventsPublisher;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;

/**
 * An alert that is opened and ended by events.
 *
 * @param finding whether it is about a drift finding; else it is about the scores of a feature of its own
 * @param name of the finding or the feature
 */
record Story(boolean finding, String name) {

    /** As receivers know it. */
    String alert() {
        return finding
                ? Receivers.alert("drift", AlertEvents.DRIFTING, name)
                : Receivers.alert("quality", name, AlertEvents.SCORE);
    }

    void open(EventsPublisher bus) {
        if (finding) {
            bus.send(Topics.DRIFT, name, AlertEvents.drift(name, "opened"));
        } else {
            scores(bus, AlertEvents.loss(name));
            bus.send(Topics.SCORES, name, AlertEvents.decisive(name));
        }
    }

    void end(EventsPublisher bus) {
        if (finding) {
            bus.send(Topics.DRIFT, name, AlertEvents.drift(name, "closed"));
        } else {
            scores(bus, AlertEvents.recovery(name));
        }
    }

    private void scores(EventsPublisher bus, Iterable<ScoreRecorded> scores) {
        scores.forEach(score -> bus.send(Topics.SCORES, name, score));
    }
}
