package dev.plumbline.standalone.plan;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PortsTest {
    @Test
    void defaults_areThoseOfTheDocumentation_andCollideNowhere() {
        assertThat(Ports.DEFAULT.problems()).isEmpty();
        assertThat(Ports.DEFAULT.uses(List.of(PartName.values())))
                .extracting(Ports.Use::port)
                .containsExactly(54329, 29092, 8081, 4317, 4318, 8082, 8083, 8084, 8080);
    }

    @Test
    void onePortForTwoPurposes_namesBothOptions() {
        Ports ports = new Ports(8082, 4317, 4318, 54329, 29092, 8081);

        assertThat(ports.problems())
                .singleElement()
                .asString()
                .contains("8082", "--port", "--internal-port", "evaluator");
    }

    @Test
    void numbersOutOfRange_areNamedWithTheirOption() {
        Ports ports = new Ports(8080, 0, 4318, 70000, 29092, 65533);

        assertThat(ports.problems())
                .containsExactly(
                        "--postgres-port: 70000 is not a port",
                        "--otlp-grpc-port: 0 is not a port",
                        "--internal-port: 65536 is not a port");
    }

    @Test
    void partsLeftOut_useNoPort() {
        assertThat(Ports.DEFAULT.uses(List.of(PartName.KAFKA)))
                .containsExactly(new Ports.Use(29092, "Kafka", "--kafka-port"));
    }
}
