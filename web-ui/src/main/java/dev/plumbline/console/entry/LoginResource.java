package dev.plumbline.console.entry;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.frame.ThemeResource;
import dev.plumbline.console.guard.GuardConfig;
import dev.plumbline.console.oidc.OidcConfig;
import dev.plumbline.console.people.AttemptStore;
import dev.plumbline.console.people.Password;
import dev.plumbline.console.people.PersonStore;
import dev.plumbline.console.people.SessionStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Signing in and out. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class LoginResource {
    private static final int LONGEST = 200;

    /** Looking at a password takes a core for a third of a second: two at once, the others are asked to try again. */
    private final Semaphore looking = new Semaphore(2);

    private final PersonStore people;
    private final SessionStore sessions;
    private final AttemptStore attempts;
    private final GuardConfig guard;
    private final OidcConfig oidc;
    private final Frames frames;
    private final Pages pages;

    LoginResource(
            PersonStore people,
            SessionStore sessions,
            AttemptStore attempts,
            GuardConfig guard,
            OidcConfig oidc,
            Frames frames,
            Pages pages) {
        this.people = people;
        this.sessions = sessions;
        this.attempts = attempts;
        this.guard = guard;
        this.oidc = oidc;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "entry")
    static class Templates {
        private Templates() {}

        static native TemplateInstance login(Frame frame, EntryPage page);
    }

    @GET
    @Path("login")
    public RestResponse<TemplateInstance> form(RoutingContext call) {
        String back = call.queryParams().get("back");
        return page(call, 200, new EntryPage(ThemeResource.local(back), "", "", false, ""));
    }

    @POST
    @Path("login")
    public RestResponse<TemplateInstance> login(
            RoutingContext call,
            @FormParam("name") @Nullable String name,
            @FormParam("password") @Nullable String password,
            @FormParam("back") @Nullable String back) {
        String who = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        String given = password == null ? "" : password;
        if (who.isEmpty() || who.length() > LONGEST || given.isEmpty() || given.length() > LONGEST) {
            return page(call, 400, troubled(who, back, "Give a name and a password, each of at most 200 characters."));
        }
        String address = call.request().remoteAddress().hostAddress();
        try {
            if (!attempts.take(who, address) || !looking.tryAcquire()) {
                return page(call, 429, troubled(who, back, "Too many attempts. Wait a moment, then try again."));
            }
            Optional<PersonStore.Known> known;
            boolean right;
            try {
                known = people.byName(who);
                right = Password.matches(
                        given, known.map(PersonStore.Known::password).orElse(Password.NOBODYS));
            } finally {
                looking.release();
            }
            if (known.isEmpty() || !right) {
                return page(call, 401, troubled(who, back, "Name or password is not right."));
            }
            attempts.forget(who, address);
            SessionCookie.set(call, sessions.open(known.get().person()), secure(guard));
            return RestResponse.seeOther(URI.create(ThemeResource.local(back)));
        } catch (SQLException e) {
            return pages.error(
                    call, new ErrorPage(503, "Nobody can be let in", "The store of users does not answer in time."));
        }
    }

    @POST
    @Path("logout")
    public RestResponse<TemplateInstance> logout(RoutingContext call) throws SQLException {
        Cookie cookie = call.request().getCookie(SessionCookie.NAME);
        if (cookie != null) {
            sessions.close(cookie.getValue());
        }
        SessionCookie.clear(call);
        return RestResponse.seeOther(URI.create("/login"));
    }

    static boolean secure(GuardConfig guard) {
        return guard.publicUrl().map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    private RestResponse<TemplateInstance> page(RoutingContext call, int status, EntryPage page) {
        return Pages.html(
                status,
                Templates.login(frames.plain(call), page.through(oidc.issuer().isPresent() ? oidc.label() : "")));
    }

    private static EntryPage troubled(String name, @Nullable String back, String problem) {
        return new EntryPage(ThemeResource.local(back), name, "", false, problem);
    }
}
