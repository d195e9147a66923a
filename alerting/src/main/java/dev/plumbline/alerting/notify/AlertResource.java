package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertQuery;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.contracts.identity.Identity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts with who was told about them. */
@Path("/api/v1")
@Blocking
public class AlertResource {
    private static final int MOST = 500;

    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final AlertingConfig config;
    private final Clock clock;
    private final String secret;

    AlertResource(
            AlertStore alerts,
            NotificationStore notifications,
            AlertingConfig config,
            Clock clock,
            @ConfigProperty(name = "plumbline.secret") String secret) {
        this.alerts = alerts;
        this.notifications = notifications;
        this.config = config;
        this.clock = clock;
        this.secret = secret;
    }

    /** @param next the cursor of the page after; null on the last */
    public record Listed(List<Item> items, @Nullable String next) {}

    /** An alert with the link to its page. */
    public record Item(Alert alert, String link) {}

    /** An alert with everything about it. */
    public record Whole(
            Alert alert, String link, List<Alert.Transition> history, List<NotificationStore.Sent> notifications) {}

    /** @param comment why, in words */
    public record Acknowledgement(@Nullable String comment) {}

    @GET
    @Path("/alerts")
    public Response list(
            @QueryParam("project") @DefaultValue("1") int project,
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("cursor") @DefaultValue("9223372036854775807") long cursor,
            @QueryParam("limit") @DefaultValue("50") int limit)
            throws SQLException {
        if (!List.of("open", "resolved", "all").contains(state)) {
            return refuse("state", "must be open, resolved or all");
        }
        if (limit < 1 || limit > MOST) {
            return refuse("limit", "must be 1 to " + MOST);
        }
        String stored = state.equals("all") ? null : state.equals("open") ? "firing" : "resolved";
        List<Alert> found = alerts.list(new AlertQuery(project, stored, feature, cursor, limit + 1));
        List<Item> items = found.stream().limit(limit).map(this::item).toList();
        String next = found.size() > limit
                ? String.valueOf(items.get(items.size() - 1).alert().id())
                : null;
        return Response.ok(new Listed(items, next)).build();
    }

    @GET
    @Path("/alerts/{id}")
    public Response get(@PathParam("id") long id) throws SQLException {
        Optional<Alert> alert = alerts.find(id);
        if (alert.isEmpty()) {
            return unknown("alert", id);
        }
        Item item = item(alert.get());
        return Response.ok(new Whole(item.alert(), item.link(), alerts.history(id), notifications.ofAlert(id)))
                .build();
    }

    @POST
    @Path("/alerts/{id}/acknowledge")
    public Response acknowledge(
            @PathParam("id") long id, @HeaderParam(Identity.HEADER) String identity, @Nullable Acknowledgement body)
            throws SQLException {
        String actor = Identity.verify(secret, identity, clock.instant())
                .map(Identity::subject)
                .orElse("unknown");
        String comment = body == null ? null : body.comment();
        return alerts.acknowledge(id, actor, comment) ? get(id) : unknown("alert", id);
    }

    @POST
    @Path("/notifications/{id}/redeliver")
    public Response redeliver(@PathParam("id") String id) throws SQLException {
        return notifications.redeliver(id) ? Response.accepted().build() : unknown("notification that has ended", id);
    }

    private Item item(Alert alert) {
        return new Item(alert, WebhookMessage.link(alert, config.consoleUrl()));
    }

    private static Response unknown(String what, Object id) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(new HashMap<>(Map.of("error", "there is no " + what + " " + id, "field", "id")))
                .build();
    }

    private static Response refuse(String field, String reason) {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(Map.of("error", field + " " + reason, "field", field))
                .build();
    }
}
