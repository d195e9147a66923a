package dev.plumbline.console.guard;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Decides whether a call that changes something was made by the console's own page or by no browser at all. */
final class SameOrigin {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private final @Nullable String publicOrigin;

    /** @param publicOrigin scheme, host and port under which people reach the console, where a proxy stands before it */
    SameOrigin(@Nullable String publicOrigin) {
        this.publicOrigin = publicOrigin;
    }

    /**
     * @param site the Sec-Fetch-Site header
     * @param origin the Origin header
     * @param host the Host header
     * @param api whether the path belongs to the API, which programs call that send neither header
     */
    boolean allows(String method, @Nullable String site, @Nullable String origin, @Nullable String host, boolean api) {
        if (SAFE_METHODS.contains(method)) {
            return true;
        }
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        if (origin != null) {
            return origin.equals(publicOrigin) || origin.equals("http://" + host) || origin.equals("https://" + host);
        }
        return api;
    }
}
