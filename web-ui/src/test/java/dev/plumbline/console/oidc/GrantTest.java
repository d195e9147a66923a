package dev.plumbline.console.oidc;

import dev.plumbline.console.access.Role;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class GrantTest {
    private static OidcConfig config(String... settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(OidcConfig.class);
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue("plumbline.oidc." + settings[i], settings[i + 1]);
        }
        return builder.build().getConfigMapping(OidcConfig.class);
    }

    @Test
    void withoutAnyMapping_nobodyHasARole() {
        Grant grant = Grant.of(
                Map.of("sub", "1", "preferred_username", " Kim ", "groups", List.of("admin", "platform")), config());

        assertThat(grant.name()).isEqualTo("kim");
        assertThat(grant.role()).isEmpty();
        assertThat(grant.content()).isFalse();
    }

    @Test
    void highestRoleCounts_andContentIsNothingWithoutARole() {
        OidcConfig config = config("groups.viewer", "all", "groups.reviewer", "qa,/house/qa", "groups.content", "law");

        assertThat(Grant.of(Map.of("sub", "1", "groups", List.of("all", "/house/qa", "law")), config))
                .extracting(Grant::role, Grant::content)
                .containsExactly(Optional.of(Role.REVIEWER), true);
        assertThat(Grant.of(Map.of("sub", "1", "groups", "law"), config))
                .extracting(Grant::role, Grant::content)
                .containsExactly(Optional.empty(), false);
    }

    @Test
    void claim_isFoundByItsWholeName_orByDots() {
        OidcConfig config = config("claim.groups", "realm_access.roles", "groups.admin", "boss");
        assertThat(Grant.of(Map.of("sub", "1", "realm_access", Map.of("roles", List.of("boss"))), config)
                        .role())
                .contains(Role.ADMIN);
        assertThat(Grant.of(
                                Map.of("sub", "1", "https://id.example.org/groups", List.of("boss")),
                                config("claim.groups", "https://id.example.org/groups", "groups.admin", "boss"))
                        .role())
                .contains(Role.ADMIN);
        assertThat(Grant.of(Map.of("sub", "1", "realm_access", "boss"), config).role())
                .isEmpty();
    }

    @Test
    void addressThatIsNotProven_isNoName() {
        OidcConfig config = config("claim.name", "email");

        assertThat(Grant.of(Map.of("sub", "1", "email", "kim@example.org", "email_verified", false), config)
                        .name())
                .isEmpty();
        assertThat(Grant.of(Map.of("sub", "1", "email", "kim@example.org", "email_verified", true), config)
                        .name())
                .isEqualTo("kim@example.org");
    }
}
