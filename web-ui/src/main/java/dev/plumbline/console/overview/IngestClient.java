package dev.plumbline.console.overview;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks trace-ingest where received data went. */
@ApplicationScoped
class IngestClient {
    private final OwnerClient owners;

    IngestClient(OwnerClient owners) {
        this.owners = owners;
    }

    /** @param outbox events that the bus has not taken yet */
    record Status(List<Account> lastHour, long outbox) {}

    /** One signal; {@code received = stored + duplicate + rejected + dropped}. */
    record Account(String signal, long received, long stored, long duplicate, long rejected, long dropped) {}

    CompletableFuture<Card<Status>> status(int project) {
        Url url = Url.of("/api/v1/ingest/status").with("project", String.valueOf(project));
        return owners.card(Owner.TRACE_INGEST, url.toString(), new TypeReference<Status>() {});
    }
}
