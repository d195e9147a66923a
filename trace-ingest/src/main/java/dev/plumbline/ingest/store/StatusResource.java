package dev.plumbline.ingest.store;

import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Where received data went in the last hour, and what waits for the bus. */
@Path("/api/v1/ingest/status")
public class StatusResource {
    private final LedgerStore ledger;
    private final DataSource database;
    private final Outbox outbox = new Outbox("trace");

    StatusResource(LedgerStore ledger, DataSource database) {
        this.ledger = ledger;
        this.database = database;
    }

    /** @param outbox events that the bus has not taken yet */
    public record Status(List<LedgerStore.Account> lastHour, long outbox) {}

    @GET
    public Status status(@QueryParam("project") @DefaultValue("1") int project) throws SQLException {
        return new Status(ledger.lastHour(project), outbox.backlog(database));
    }
}
