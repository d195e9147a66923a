package dev.plumbline.contracts.identity;

import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "a secret of this installation";

    @Test
    void verify_acceptsWhatTheSameSecretSigned() {
        String header = Identity.sign(SECRET, "Zoë.with.dots", NOW);

        assertThat(Identity.verify(SECRET, header, NOW.plusSeconds(59)))
                .map(Identity::subject)
                .contains("Zoë.with.dots");
    }

    @Test
    void verify_refusesAnotherSecret() {
        String header = Identity.sign("another secret", "console", NOW);

        assertThat(Identity.verify(SECRET, header, NOW)).isEmpty();
    }

    @Test
    void verify_refusesAfterItsLifetime() {
        String header = Identity.sign(SECRET, "console", NOW);

        assertThat(Identity.verify(SECRET, header, NOW.plus(Identity.LIFETIME))).isEmpty();
    }

    @Test
    void verify_refusesAChangedSubjectOrExpiry() {
        String[] fields = Identity.sign(SECRET, "viewer", NOW).split("\\.");
        String admin = Identity.sign("x", "admin", NOW).split("\\.")[1];

        assertThat(Identity.verify(SECRET, fields[0] + "." + admin + "." + fields[2] + "." + fields[3], NOW))
                .isEmpty();
        assertThat(Identity.verify(SECRET, fields[0] + "." + fields[1] + ".9999999999." + fields[3], NOW))
                .isEmpty();
    }

    @Test
    void verify_refusesWhatIsNoIdentity() {
        for (String header : new String[] {"", "v1", "v1.a.b", "....", "v2.YQ.1.x", "v1.YQ.1.x.y"}) {
            assertThat(Identity.verify(SECRET, header, NOW)).as(header).isEmpty();
        }
    }
}
