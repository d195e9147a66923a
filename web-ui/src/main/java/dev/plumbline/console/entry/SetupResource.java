package dev.plumbline.console.entry;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.guard.GuardConfig;
import dev.plumbline.console.people.LinkStore;
import dev.plumbline.console.people.Password;
import dev.plumbline.console.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
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

/** Where a one-time link leads: the first user is made, or an invited one sets a password. */
@Blocking
@Path("/setup")
@Produces(MediaType.TEXT_HTML)
public class SetupResource {
    private static final EntryPage VOID =
            new EntryPage("", "", "", false, "This link was used or is older than a day.");

    private final LinkStore links;
    private final GuardConfig guard;
    private final Frames frames;
    private final Pages pages;

    SetupResource(LinkStore links, GuardConfig guard, Frames frames, Pages pages) {
        this.links = links;
        this.guard = guard;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "entry")
    static class Templates {
        private Templates() {}

        static native TemplateInstance setup(Frame frame, EntryPage page);
    }

    @GET
    public RestResponse<TemplateInstance> form(RoutingContext call) {
        String link = call.queryParams().get("link");
        return answer(
                call,
                link == null ? "" : link,
                purpose -> page(
                        call,
                        200,
                        new EntryPage("", name(purpose), link == null ? "" : link, purpose.name() != null, "")));
    }

    @POST
    public RestResponse<TemplateInstance> use(
            RoutingContext call,
            @FormParam("link") @Nullable String link,
            @FormParam("name") @Nullable String name,
            @FormParam("password") @Nullable String password,
            @FormParam("again") @Nullable String again) {
        String secret = link == null ? "" : link;
        String given = password == null ? "" : password;
        return answer(call, secret, purpose -> {
            String who = purpose.name() == null
                    ? (name == null ? "" : name.strip().toLowerCase(Locale.ROOT))
                    : purpose.name();
            Optional<String> problem = !Person.isName(who)
                    ? Optional.of("A name has 1 to 80 letters, digits and . _ @ + -, beginning with a letter or digit.")
                    : !given.equals(again)
                            ? Optional.of("The two passwords are not the same.")
                            : Password.problem(given, who);
            if (problem.isPresent()) {
                return page(call, 400, new EntryPage("", who, secret, purpose.name() != null, problem.get()));
            }
            Optional<String> session = links.use(secret, who, given);
            if (session.isEmpty()) {
                return page(call, 404, VOID);
            }
            SessionCookie.set(call, session.get(), LoginResource.secure(guard));
            return RestResponse.seeOther(URI.create("/"));
        });
    }

    private interface Answer {
        RestResponse<TemplateInstance> to(LinkStore.Purpose purpose) throws SQLException;
    }

    private RestResponse<TemplateInstance> answer(RoutingContext call, String secret, Answer answer) {
        try {
            Optional<LinkStore.Purpose> purpose =
                    secret.isEmpty() || secret.length() > 100 ? Optional.empty() : links.purpose(secret);
            return purpose.isEmpty() ? page(call, 404, VOID) : answer.to(purpose.get());
        } catch (SQLException e) {
            return pages.error(
                    call, new ErrorPage(503, "Nobody can be let in", "The store of users does not answer in time."));
        }
    }

    private static String name(LinkStore.Purpose purpose) {
        return purpose.name() == null ? "" : purpose.name();
    }

    private RestResponse<TemplateInstance> page(RoutingContext call, int status, EntryPage page) {
        return Pages.html(status, Templates.setup(frames.plain(call), page));
    }
}
