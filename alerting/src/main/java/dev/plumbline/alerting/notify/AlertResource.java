package dev.plumbline.alerting.notify;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertQuery;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.silence.Silence;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
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
    private final DeliveryLogStore log;
    private final AlertingConfig config;
    private final Clock clock;

    AlertResource(
            AlertStore alerts,
            NotificationStore notifications,
            DeliveryLogStore log,
            AlertingConfig config,
            Clock clock) {
        this.log = log;
        this.clock = clock;
        this.alerts = alerts;
        this.notifications = notifications;
        this.config = config;
    }

    /** @param next the cursor of the page after; null on the last */
    public record Listed(List<Item> items, @Nullable String next) {}

    /** An alert with the link to its page. @param silencedBy ids of the silences that cover it now */
    public record Item(Alert alert, String link, List<Integer> silencedBy) {}

    /** An alert with everything about it. */
    public record Whole(
            Alert alert,
            String link,
            List<Integer> silencedBy,
            List<Alert.Transition> history,
            List<DeliveryLogStore.Sent> notifications) {}

    @GET
    @Path("/alerts")
    public Response list(
            @QueryParam("project") @DefaultValue("1") String project,
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String most)
            throws SQLException {
        if (!List.of("open", "resolved", "all").contains(state)) {
            throw new BadParameterException("state", "must be open, resolved or all");
        }
        int limit = (int) BadParameterException.number("limit", most, 1, MOST);
        String stored = state.equals("all") ? null : state.equals("open") ? "firing" : "resolved";
        List<Alert> found = alerts.list(new AlertQuery(
                (int) BadParameterException.number("project", project, 1, Integer.MAX_VALUE),
                stored,
                feature,
                cursor == null || cursor.isEmpty()
                        ? Long.MAX_VALUE
                        : BadParameterException.number("cursor", cursor, 1, Long.MAX_VALUE),
                limit + 1));
        List<Silence> silences = notifications.silences();
        List<Item> items =
                found.stream().limit(limit).map(alert -> item(alert, silences)).toList();
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
        Item item = item(alert.get(), notifications.silences());
        return Response.ok(new Whole(item.alert(), item.link(), item.silencedBy(), alerts.history(id), log.ofAlert(id)))
                .build();
    }

    @POST
    @Path("/notifications/{id}/redeliver")
    public Response redeliver(@PathParam("id") String id, @Context ContainerRequestContext call) throws SQLException {
        return log.redeliver(id, IdentityFilter.actor(call))
                ? Response.accepted().build()
                : unknown("notification that has ended", id);
    }

    private Item item(Alert alert, List<Silence> silences) {
        return new Item(
                alert,
                WebhookMessage.link(alert, config.consoleUrl()),
                silences.stream()
                        .filter(silence -> alert.state().equals("firing") && silence.covers(alert, clock.instant()))
                        .map(Silence::id)
                        .toList());
    }

    private static Response unknown(String what, Object id) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(new HashMap<>(Map.of("error", "there is no " + what + " " + id, "field", "id")))
                .build();
    }
}
