package dev.plumbline.servers.kafka;

import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterIdTest {

    @Test
    void clusterId_neverBeginsWithADash() {
        for (long first = 0; first < 256; first++) {
            assertThat(LocalKafka.clusterId(new UUID(first << 56, -1)))
                    .doesNotStartWith("-")
                    .hasSize(22);
        }
    }
}
