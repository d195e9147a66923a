package dev.plumbline.console.oidc;

import dev.plumbline.console.access.Role;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider's word comes to.
 *
 * @param subject who it is, for this issuer and for ever
 * @param name in the console, in lower case; empty when the provider gave none
 * @param role empty for whoever is in no group that has one
 * @param content whether the right to content goes with it
 */
public record Grant(String subject, String name, Optional<Role> role, boolean content) {
    private static final int MOST_GROUPS = 5_000;

    static Grant of(Map<String, Object> claims, OidcConfig config) {
        Set<String> groups = groups(claim(claims, config.claim().groups()));
        OidcConfig.Groups wanted = config.groups();
        Optional<Role> role = in(groups, wanted.admin())
                ? Optional.of(Role.ADMIN)
                : in(groups, wanted.operator())
                        ? Optional.of(Role.OPERATOR)
                        : in(groups, wanted.reviewer())
                                ? Optional.of(Role.REVIEWER)
                                : in(groups, wanted.viewer()) ? Optional.of(Role.VIEWER) : Optional.empty();
        Object subject = claims.get("sub");
        return new Grant(
                subject instanceof String text ? text : "",
                name(claims, config.claim().name()),
                role,
                role.isPresent() && in(groups, wanted.content()));
    }

    /** Whether these claims say all that a grant needs. */
    static boolean complete(Map<String, Object> claims, OidcConfig config) {
        return claim(claims, config.claim().groups()) != null
                && claim(claims, config.claim().name()) != null;
    }

    private static String name(Map<String, Object> claims, String claim) {
        // An address that nobody has proven to be one's own may be anybody's.
        boolean unproven = claim.equals("email") && Boolean.FALSE.equals(claims.get("email_verified"));
        return claim(claims, claim) instanceof String name && !unproven
                ? name.strip().toLowerCase(Locale.ROOT)
                : "";
    }

    /** The claim of that very name, which may have dots in it, otherwise the one they lead to. */
    private static @Nullable Object claim(Map<String, Object> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        Object found = claims;
        for (String part : name.split("\\.", -1)) {
            found = found instanceof Map<?, ?> nested ? nested.get(part) : null;
        }
        return found;
    }

    private static Set<String> groups(@Nullable Object claim) {
        Set<String> groups = new HashSet<>();
        if (claim instanceof String one) {
            groups.add(one);
        } else if (claim instanceof List<?> several) {
            several.stream()
                    .limit(MOST_GROUPS)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(groups::add);
        }
        return groups;
    }

    private static boolean in(Set<String> groups, Optional<Set<String>> wanted) {
        return wanted.stream().flatMap(Set::stream).anyMatch(groups::contains);
    }
}
