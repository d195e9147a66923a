package dev.plumbline.alerting.receiver;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretBoxTest {
    private final SecretBox box = new SecretBox("installation");

    @Test
    void open_givesBackWhatWasClosed() {
        assertThat(box.open(box.close("whsec_abc"))).isEqualTo("whsec_abc");
    }

    @Test
    void close_hidesAndNeverRepeats() {
        byte[] one = box.close("whsec_abc");

        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("whsec");
        assertThat(box.close("whsec_abc")).isNotEqualTo(one);
    }

    @Test
    void changedBoxOrSecret_isRefused() {
        byte[] closed = box.close("whsec_abc");
        byte[] changed = closed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> box.open(changed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SecretBox("another").open(closed)).isInstanceOf(IllegalStateException.class);
    }
}
