package dev.plumbline.drift.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.stat.Interval;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.tracestore.outbox.Outbox;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;

/** The event that a change gives. The same change has the same event id, however often it is sent. */
final class DriftEvents {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private DriftEvents() {}

    /** @param label of what it is about */
    record Words(String label, String statement) {}

    /** @param look number of the look that gave the change */
    static Outbox.Event of(FeatureKey key, int look, Change change, Words words, Instant now) {
        Story story = change.story();
        String type = change.type().name().toLowerCase(Locale.ROOT);
        DriftChanged event = new DriftChanged(
                new EventHeader(StableId.of(story.id(), type, look), now),
                story.id(),
                type,
                new DriftChanged.Subject(
                        key.projectId(),
                        key.feature(),
                        story.subject().kind().name().toLowerCase(Locale.ROOT),
                        story.subject().about(),
                        words.label(),
                        story.subject().kind().verdict().name().toLowerCase(Locale.ROOT)),
                evidence(change),
                change.examples(),
                words.statement());
        return new Outbox.Event(Topics.DRIFT, story.id(), json(event));
    }

    private static DriftChanged.Evidence evidence(Change change) {
        Share then = change.then();
        return new DriftChanged.Evidence(
                change.story().raised().sinceNano(),
                change.untilNano(),
                change.now().n(),
                then.hits() == 0 ? null : interval(then),
                interval(change.now()),
                change.story().raised().pValue());
    }

    private static DriftChanged.Interval interval(Share share) {
        Interval interval = share.interval();
        return new DriftChanged.Interval(interval.estimate(), interval.low(), interval.high());
    }

    private static byte[] json(DriftChanged event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
