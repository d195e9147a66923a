package dev.plumbline.standalone.doctor;

import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class PortCheckTest {
    private static final List<Ports.Use> USES = Ports.DEFAULT.uses(List.of(PartName.values()));

    @Test
    void takenPort_isNamedWithItsOwner_andTheOptionThatChangesIt() {
        PortCheck check = new PortCheck(port -> port != 8080, port -> Optional.of("process 12 (nginx)"));

        assertThat(check.taken(USES))
                .containsExactly(
                        "port 8080 (the console) is taken by process 12 (nginx); end that, or choose another with"
                                + " --port PORT");
    }

    @Test
    void ownerUnknown_isNotInvented() {
        PortCheck check = new PortCheck(port -> port != 4317, port -> Optional.empty());

        assertThat(check.taken(USES))
                .containsExactly(
                        "port 4317 (OTLP over gRPC) is taken; end that, or choose another with --otlp-grpc-port PORT");
    }

    @Test
    void aRealListener_isFound_withThisProcessAsItsOwner() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports.Use use = new Ports.Use(listener.getLocalPort(), "a test", "--test");

            assertThat(new PortCheck().taken(List.of(use)))
                    .singleElement()
                    .asString()
                    .contains("taken by process " + ProcessHandle.current().pid() + " (");
        }
    }

    @Test
    void procNetTcp_onlyListenersOfThatVeryPortCount() {
        List<String> table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100",
                "   1: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100",
                "   2: 0100007F:1F90 0100007F:C000 01 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100");

        assertThat(PortOwner.listening(table, 8080)).containsExactly("111");
    }
}
