package dev.plumbline.drift.session;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsTest {

    private static final RequestRef ONE = new RequestRef(1, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    private static final RequestRef OTHER = new RequestRef(1, "1af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void key_isTheSessionElseTheUserElseTheRequest() {
        assertThat(SessionKey.of(ONE, origin("s", "u"))).isEqualTo(SessionKey.of(OTHER, origin("s", "other user")));
        assertThat(SessionKey.of(ONE, origin(null, "u"))).isEqualTo(SessionKey.of(OTHER, origin(" ", "u")));
        assertThat(SessionKey.of(ONE, origin(null, null))).isNotEqualTo(SessionKey.of(OTHER, origin(null, "")));
    }

    @Test
    void key_tellsASessionFromAUserOfTheSameName_andShowsNeither() {
        SessionKey session = SessionKey.of(ONE, origin("ada", null));

        assertThat(session).isNotEqualTo(SessionKey.of(ONE, origin(null, "ada")));
        assertThat(session.digest()).matches("[0-9a-f]{32}");
    }

    @Test
    void first_isTrueOncePerSession() {
        Sessions sessions = new Sessions(Map.of());

        assertThat(sessions.first(new SessionKey("a"), 0)).isTrue();
        assertThat(sessions.first(new SessionKey("b"), 1)).isTrue();
        assertThat(sessions.first(new SessionKey("a"), 2)).isFalse();
    }

    @Test
    void first_ofAUserWhoWasAwayForMoreThanADay_isTrueAgain() {
        Sessions sessions = new Sessions(Map.of(new SessionKey("a"), 0L));

        assertThat(sessions.first(new SessionKey("a"), 24 * HOUR)).isFalse();
        assertThat(sessions.first(new SessionKey("a"), 48 * HOUR)).isFalse();
        assertThat(sessions.first(new SessionKey("a"), 72 * HOUR + 1)).isTrue();
    }

    private static Origin origin(@Nullable String session, @Nullable String user) {
        return new Origin("feature", null, null, session, user);
    }
}
