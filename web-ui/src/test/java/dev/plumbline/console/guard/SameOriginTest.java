package dev.plumbline.console.guard;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SameOriginTest {
    private final SameOrigin rule = new SameOrigin("https://plumbline.example.org");

    @ParameterizedTest
    @CsvSource({
        "POST, same-origin, , false, true",
        "POST, none, , false, true",
        "POST, cross-site, , true, false",
        "POST, same-site, , true, false",
        "POST, cross-site, http://127.0.0.1:8080, true, false",
        "DELETE, , http://127.0.0.1:8080, false, true",
        "POST, , https://plumbline.example.org, false, true",
        "POST, , http://evil.example, true, false",
        "POST, , null, true, false",
        "POST, , http://127.0.0.1:9090, true, false",
        "POST, , , true, true",
        "POST, , , false, false",
        "GET, cross-site, http://evil.example, true, true",
        "HEAD, cross-site, , false, true",
    })
    void decides(String method, @Nullable String site, @Nullable String origin, boolean api, boolean allowed) {
        assertThat(rule.allows(method, site, origin, "127.0.0.1:8080", api)).isEqualTo(allowed);
    }
}
