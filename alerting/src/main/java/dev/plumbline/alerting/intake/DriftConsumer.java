package dev.plumbline.alerting.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.Topics;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Drift findings; each becomes a ticket that opens, is renewed and ends with its finding. */
@ApplicationScoped
public class DriftConsumer {
    private final DriftAlertStore alerts;
    private final SignalStore store;
    private final ObjectMapper json;

    DriftConsumer(DriftAlertStore alerts, SignalStore store, ObjectMapper json) {
        this.alerts = alerts;
        this.store = store;
        this.json = json;
    }

    @Incoming("drift")
    @Blocking
    public void take(List<byte[]> batch) throws InterruptedException {
        List<SignalStore.Unreadable> unreadable = new ArrayList<>();
        for (byte[] value : batch) {
            try {
                DriftChanged event = json.readValue(value, DriftChanged.class);
                Patience.untilDone(() -> alerts.follow(event));
            } catch (IOException | RuntimeException e) {
                unreadable.add(new SignalStore.Unreadable(Topics.DRIFT, value, String.valueOf(e.getMessage())));
            }
        }
        Patience.untilDone(() -> store.store(List.of(), unreadable));
    }
}
