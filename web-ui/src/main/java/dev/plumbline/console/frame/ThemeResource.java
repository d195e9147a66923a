package dev.plumbline.console.frame;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/** Remembers light, dark or the system's choice in a cookie, and goes back to the screen. */
@Path("/theme")
public class ThemeResource {
    private static final int A_YEAR = 31_536_000;

    @POST
    public Response choose(@FormParam("theme") @Nullable String theme, @FormParam("back") @Nullable String back) {
        String chosen = "light".equals(theme) || "dark".equals(theme) ? theme : "auto";
        return Response.seeOther(URI.create(local(back)))
                .cookie(new NewCookie.Builder(Frames.THEME_COOKIE)
                        .value(chosen)
                        .path("/")
                        .maxAge(A_YEAR)
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    /** Only a path of this console, never another host. */
    public static String local(@Nullable String back) {
        if (back == null || !back.matches("/([^/\\\\].*)?")) {
            return "/";
        }
        try {
            URI uri = URI.create(back);
            return uri.getHost() == null && uri.getScheme() == null ? back : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
