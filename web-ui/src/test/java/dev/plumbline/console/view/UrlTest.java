package dev.plumbline.console.view;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UrlTest {

    @Test
    void values_areEncoded_soThatNoneCanBecomeAnother() {
        Url url = Url.of("/traces").with("feature", "a&b=c #?\"<é").with("release", "1+1");

        assertThat(url).hasToString("/traces?feature=a%26b%3Dc%20%23%3F%22%3C%C3%A9&release=1%2B1");
    }

    @Test
    void with_replaces_andEmptyTakesAway() {
        Url url = Url.of("/traces").with("a", "1").with("b", "2").with("a", "3");

        assertThat(url).hasToString("/traces?a=3&b=2");
        assertThat(url.with("a", "")).hasToString("/traces?b=2");
        assertThat(url.without("a").without("b")).hasToString("/traces");
    }
}
