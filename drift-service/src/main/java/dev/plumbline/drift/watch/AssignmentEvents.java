package dev.plumbline.drift.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.RequestAssigned;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.drift.cluster.StableId;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.tracestore.outbox.Outbox;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that placed sessions give; the same session of the same reference has the same event id. */
final class AssignmentEvents {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private AssignmentEvents() {}

    /** @param labels of clusters, by their ids */
    static List<Outbox.Event> of(Progress progress, LookStore.Bucket taken, Map<String, String> labels, Instant now) {
        List<Outbox.Event> events = new ArrayList<>();
        for (int i = 0; i < taken.sessions().size(); i++) {
            Seen seen = taken.sessions().get(i);
            if (taken.told().contains(seen.ordinal())) {
                continue;
            }
            Detector.Place place = taken.places().get(i);
            String id = place.cluster().id();
            RequestAssigned event = new RequestAssigned(
                    new EventHeader(StableId.of(progress.scope(), "assigned " + seen.ordinal(), 0), now),
                    seen.request(),
                    progress.key().feature(),
                    new RequestAssigned.Cluster(
                            id,
                            labels.getOrDefault(id, "unnamed"),
                            !place.cluster().leaf(),
                            place.far()),
                    progress.reference(),
                    seen.observation().startNano());
            events.add(new Outbox.Event(Topics.ASSIGNMENTS, seen.request().traceId(), json(event)));
        }
        return events;
    }

    private static byte[] json(RequestAssigned event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
