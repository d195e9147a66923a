package dev.plumbline.console.entry;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.frame.ThemeResource;
import dev.plumbline.console.guard.GuardConfig;
import dev.plumbline.console.oidc.Flow;
import dev.plumbline.console.oidc.Grant;
import dev.plumbline.console.oidc.OidcConfig;
import dev.plumbline.console.oidc.ProviderClient;
import dev.plumbline.console.oidc.ProviderDown;
import dev.plumbline.console.oidc.Untrusted;
import dev.plumbline.console.people.Person;
import dev.plumbline.console.people.Secret;
import dev.plumbline.console.people.VouchedStore;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Signing in through the provider: there and back. */
@Blocking
@Path("/login/oidc")
@Produces(MediaType.TEXT_HTML)
public class OidcResource {
    private static final Logger LOG = Logger.getLogger(OidcResource.class);
    private static final int LONGEST = 4_000;
    private static final String PASSWORDS = " Users with a password can sign in here.";

    /** A provider that does not answer must not keep every worker waiting. */
    private final Semaphore asking = new Semaphore(8);

    private final ProviderClient provider;
    private final VouchedStore people;
    private final OidcConfig oidc;
    private final GuardConfig guard;
    private final Frames frames;
    private final Pages pages;

    OidcResource(
            ProviderClient provider,
            VouchedStore people,
            OidcConfig oidc,
            GuardConfig guard,
            Frames frames,
            Pages pages) {
        this.provider = provider;
        this.people = people;
        this.oidc = oidc;
        this.guard = guard;
        this.frames = frames;
        this.pages = pages;
    }

    @GET
    public RestResponse<TemplateInstance> begin(RoutingContext call) {
        String back = ThemeResource.local(call.queryParams().get("back"));
        return answer(call, back, () -> {
            String secret = Secret.make();
            URI there = provider.authorization(new Flow(secret), address(call));
            FlowCookie.set(call, secret, back, LoginResource.secure(guard));
            return RestResponse.seeOther(there);
        });
    }

    @GET
    @Path("back")
    public RestResponse<TemplateInstance> back(RoutingContext call) {
        MultiMap query = call.queryParams();
        FlowCookie.Kept kept = FlowCookie.read(call);
        String back = ThemeResource.local(kept.back());
        FlowCookie.clear(call, LoginResource.secure(guard));
        return answer(call, back, () -> {
            Flow flow = new Flow(kept.secret());
            if (kept.secret().isEmpty() || !flow.isState(given(query, "state"))) {
                return troubled(
                        call,
                        400,
                        back,
                        "This log-in was not begun in this browser, or it took longer than ten minutes. Begin again.");
            }
            String issuer = query.get("iss");
            if (issuer != null && !issuer.equals(oidc.issuer().orElseThrow().toString())) {
                throw new Untrusted("it comes from another issuer (iss)");
            }
            String code = given(query, "code");
            if (code.isEmpty()) {
                String error = given(query, "error").replaceAll("[^a-z_]", "");
                LOG.infof("The provider let somebody not in: %s", error);
                return troubled(call, 401, back, "The provider did not let you in (" + error + ").");
            }
            return enter(call, back, provider.grant(code, flow, address(call)));
        });
    }

    private RestResponse<TemplateInstance> enter(RoutingContext call, String back, Grant grant) throws SQLException {
        VouchedStore.Identity who =
                new VouchedStore.Identity(oidc.issuer().orElseThrow().toString(), grant.subject());
        if (!Person.isName(grant.name())) {
            people.turnAway(who, "provider", "no usable name");
            return troubled(
                    call,
                    403,
                    back,
                    "The provider gave no name that can be used here (claim "
                            + oidc.claim().name() + "): 1 to 80 letters, digits and . _ @ + -.");
        }
        if (grant.role().isEmpty()) {
            people.turnAway(who, grant.name(), "no role");
            return troubled(
                    call,
                    403,
                    back,
                    "The provider knows you, but none of your groups (claim "
                            + oidc.claim().groups()
                            + ") has a role here. Whoever runs this console maps groups to roles.");
        }
        Optional<String> session = people.admit(
                who, new VouchedStore.Standing(grant.name(), grant.role().get(), grant.content()), oidc.session());
        if (session.isEmpty()) {
            return troubled(
                    call,
                    403,
                    back,
                    "There is another user called " + grant.name() + " already. An admin can remove that one.");
        }
        SessionCookie.set(call, session.get(), LoginResource.secure(guard));
        return RestResponse.seeOther(URI.create(back));
    }

    private interface Step {
        RestResponse<TemplateInstance> take() throws SQLException, Untrusted;
    }

    private RestResponse<TemplateInstance> answer(RoutingContext call, String back, Step step) {
        if (oidc.issuer().isEmpty()) {
            return pages.error(call, new ErrorPage(404, "Nothing here", "This console knows no provider."));
        }
        if (!asking.tryAcquire()) {
            return troubled(call, 503, back, "Many people sign in just now. Wait a moment, then try again.");
        }
        try {
            return step.take();
        } catch (ProviderDown e) {
            LOG.warnf("The provider %s cannot be asked: %s", oidc.issuer().get(), e.getMessage());
            return troubled(
                    call, 503, back, "The provider does not answer as it should; the log says how." + PASSWORDS);
        } catch (Untrusted e) {
            LOG.warnf(
                    "An answer of the provider %s does not hold: %s",
                    oidc.issuer().get(), e.reason());
            return troubled(call, 401, back, "The provider's answer does not hold: " + e.reason() + ".");
        } catch (SQLException e) {
            return pages.error(
                    call, new ErrorPage(503, "Nobody can be let in", "The store of users does not answer in time."));
        } finally {
            asking.release();
        }
    }

    /** Where the provider sends people back to; it has to know this address. */
    private String address(RoutingContext call) {
        String origin = guard.publicUrl()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .orElse(call.request().scheme() + "://" + call.request().authority());
        return origin + "/login/oidc/back";
    }

    private static String given(MultiMap query, String name) {
        @Nullable String value = query.get(name);
        return value == null || value.length() > LONGEST ? "" : value;
    }

    private RestResponse<TemplateInstance> troubled(RoutingContext call, int status, String back, String problem) {
        EntryPage page = new EntryPage(back, "", "", false, problem, oidc.label());
        return Pages.html(status, LoginResource.Templates.login(frames.plain(call), page));
    }
}
