package dev.plumbline.console.settings;

import dev.plumbline.console.access.Caller;
import dev.plumbline.console.access.Need;
import dev.plumbline.console.access.Role;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.guard.GuardConfig;
import dev.plumbline.console.people.AuditStore;
import dev.plumbline.console.people.LinkStore;
import dev.plumbline.console.people.Person;
import dev.plumbline.console.people.PersonStore;
import dev.plumbline.console.people.TokenStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Users and tokens: shown to admins, changed by admins. */
@Blocking
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
public class SettingsResource {
    private static final int AUDIT_LINES = 100;
    private static final int LONGEST_NAME = 80;
    private static final String LAST_ADMIN = "Somebody else must be admin first, with a password set.";

    private final PersonStore people;
    private final LinkStore links;
    private final TokenStore tokens;
    private final AuditStore audit;
    private final GuardConfig guard;
    private final Frames frames;
    private final Clock clock;

    SettingsResource(
            PersonStore people,
            LinkStore links,
            TokenStore tokens,
            AuditStore audit,
            GuardConfig guard,
            Frames frames,
            Clock clock) {
        this.people = people;
        this.links = links;
        this.tokens = tokens;
        this.audit = audit;
        this.guard = guard;
        this.frames = frames;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        private Templates() {}

        static native TemplateInstance settings(Frame frame, SettingsPage page);
    }

    @GET
    public RestResponse<TemplateInstance> settings(RoutingContext call) throws SQLException {
        return page(call, 200, SettingsPage.Once.NONE, "");
    }

    @POST
    @Path("people")
    public RestResponse<TemplateInstance> invite(
            RoutingContext call,
            @FormParam("name") @Nullable String name,
            @FormParam("role") @Nullable String role,
            @FormParam("content") @Nullable String content)
            throws SQLException {
        String who = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        if (!Person.isName(who)) {
            return refused(call, "A name has 1 to 80 letters, digits and . _ @ + -, beginning with a letter or digit.");
        }
        Optional<Long> id = people.invite(who, role(role), content != null, Frames.actor(call));
        return id.isEmpty() ? refused(call, "There is a user " + who + " already.") : link(call, id.get(), who);
    }

    @POST
    @Path("people/{id}/change")
    public RestResponse<TemplateInstance> change(
            RoutingContext call,
            @PathParam("id") long id,
            @FormParam("role") @Nullable String role,
            @FormParam("content") @Nullable String content)
            throws SQLException {
        return people.change(id, role(role), content != null, Frames.actor(call)) ? back() : refused(call, LAST_ADMIN);
    }

    @POST
    @Path("people/{id}/link")
    public RestResponse<TemplateInstance> link(RoutingContext call, @PathParam("id") long id) throws SQLException {
        for (Person person : people.all()) {
            if (person.id() == id && person.vouched()) {
                return refused(call, person.name() + " signs in through the provider and has no password.");
            }
            if (person.id() == id) {
                return link(call, id, person.name());
            }
        }
        return refused(call, "There is no such user any more.");
    }

    @POST
    @Path("people/{id}/remove")
    public RestResponse<TemplateInstance> remove(RoutingContext call, @PathParam("id") long id) throws SQLException {
        return people.remove(id, Frames.actor(call)) ? back() : refused(call, LAST_ADMIN);
    }

    @POST
    @Path("tokens")
    public RestResponse<TemplateInstance> token(
            RoutingContext call,
            @FormParam("name") @Nullable String name,
            @FormParam("role") @Nullable String role,
            @FormParam("content") @Nullable String content,
            @FormParam("days") @Nullable String days)
            throws SQLException {
        String given = name == null ? "" : name.strip();
        if (given.isEmpty() || given.length() > LONGEST_NAME) {
            return refused(call, "A token has a name of 1 to 80 characters, which says what uses it.");
        }
        if (days == null || !days.strip().matches("[1-9][0-9]{0,2}")) {
            return refused(call, "A token is valid for 1 to 999 days.");
        }
        String secret = tokens.make(
                given.replace('\0', '\uFFFD'),
                role(role),
                content != null,
                clock.instant().plus(Duration.ofDays(Long.parseLong(days.strip()))),
                Frames.actor(call));
        return page(
                call, 200, new SettingsPage.Once("Token " + given, secret, "Send it as Authorization: Bearer."), "");
    }

    @POST
    @Path("tokens/{id}/revoke")
    public RestResponse<TemplateInstance> revoke(RoutingContext call, @PathParam("id") long id) throws SQLException {
        tokens.revoke(id, Frames.actor(call));
        return back();
    }

    private RestResponse<TemplateInstance> link(RoutingContext call, long id, String name) throws SQLException {
        String secret = links.password(id, name, Frames.actor(call));
        String address = guard.publicUrl()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .orElse(call.request().scheme() + "://" + call.request().authority());
        return page(
                call,
                200,
                new SettingsPage.Once(
                        "Password link for " + name,
                        address + "/setup?link=" + secret,
                        "It works once, for a day; " + name + " is signed out everywhere."),
                "");
    }

    private RestResponse<TemplateInstance> refused(RoutingContext call, String problem) throws SQLException {
        return page(call, 400, SettingsPage.Once.NONE, problem);
    }

    /** The list again, so that a reload asks for nothing twice. */
    private static RestResponse<TemplateInstance> back() {
        return RestResponse.seeOther(URI.create("/settings"));
    }

    private RestResponse<TemplateInstance> page(
            RoutingContext call, int status, SettingsPage.Once secret, String problem) throws SQLException {
        Frame frame = frames.of(call, "settings");
        Caller caller = frame.who().caller();
        boolean admin = caller.may(Need.PEOPLE);
        String me = switch (caller.kind()) {
            case OPEN -> "Anyone on this machine, as an admin who reads content.";
            case NOBODY -> "";
            default ->
                "You are " + caller.name() + ": "
                        + (caller.role() == null ? "" : caller.role().text())
                        + (caller.content() ? ", reads content." : ".");
        };
        return Pages.html(
                status,
                Templates.settings(
                        frame,
                        new SettingsPage(
                                me,
                                admin,
                                admin
                                        ? people.all().stream()
                                                .map(SettingsPage.PersonLine::of)
                                                .toList()
                                        : List.of(),
                                admin
                                        ? tokens.all().stream()
                                                .map(SettingsPage.TokenLine::of)
                                                .toList()
                                        : List.of(),
                                admin
                                        ? audit.latest(AUDIT_LINES).stream()
                                                .map(SettingsPage.AuditLine::of)
                                                .toList()
                                        : List.of(),
                                secret,
                                problem)));
    }

    private static Role role(@Nullable String role) {
        return Role.of(role == null ? "" : role).orElse(Role.VIEWER);
    }
}
