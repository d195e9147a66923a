package dev.plumbline.console.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class HostNamesTest {
    private final HostNames hosts = new HostNames(Set.of("Plumbline.example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1:8080",
                "127.3.2.1",
                "[::1]:8080",
                "plumbline.example.org:443",
            })
    void ownNames_areAllowed(String host) {
        assertThat(hosts.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example:8080",
                "10.0.0.1:8080",
                "[::2]:8080",
                "",
                "plumbline.example.org.evil.example",
            })
    void foreignNames_areNot(String host) {
        assertThat(hosts.allows(host)).isFalse();
    }

    @Test
    void withoutUsers_theConsoleIsOpenOnLoopbackOnly_unlessItIsAllowedInSoManyWords() {
        for (String host : new String[] {"0.0.0.0", "::", "192.168.1.4", "console.example.org"}) {
            assertThat(OpenRule.openWithoutUsers(host, false)).as(host).isFalse();
            assertThat(OpenRule.openWithoutUsers(host, true)).as(host).isTrue();
        }
        for (String host : new String[] {"127.0.0.1", "localhost", "::1", "[::1]"}) {
            assertThat(OpenRule.openWithoutUsers(host, false)).as(host).isTrue();
        }
    }
}
