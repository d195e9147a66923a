package dev.plumbline.alerting.webhook;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class RepliesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void retryAfter_isReadInBothForms() {
        assertThat(Replies.retryAfter("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Replies.retryAfter("Sat, 21 Nov 2026 08:05:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Replies.retryAfter("Sat, 21 Nov 2026 07:05:00 GMT", NOW)).isNull();
        assertThat(Replies.retryAfter("soon", NOW)).isNull();
        assertThat(Replies.retryAfter("-1", NOW)).isNull();
        assertThat(Replies.retryAfter(null, NOW)).isNull();
    }

    @Test
    void head_isOneShortLineWithoutControls() {
        byte[] body = ("a\r\nb\u001b[31m\u202Ec" + "x".repeat(1000)).getBytes(StandardCharsets.UTF_8);

        assertThat(Replies.head(body)).startsWith("a b [31m cx").hasSize(300);
        assertThat(Replies.head(new byte[0])).isNull();
        assertThat(Replies.head(new byte[] {(byte) 0xFF, (byte) 0xFE})).isNotNull();
    }
}
