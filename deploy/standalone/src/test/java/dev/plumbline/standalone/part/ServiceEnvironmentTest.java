package dev.plumbline.standalone.part;

import dev.plumbline.standalone.place.Secrets;
import dev.plumbline.standalone.plan.PartName;
import dev.plumbline.standalone.plan.Ports;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceEnvironmentTest {
    private static final Ports PORTS = new Ports(9080, 9317, 9318, 9432, 9092, 9081);
    private static final Secrets SECRETS = new Secrets("identity", "superuser", "roles");

    @Test
    void everyService_getsItsRole_andNeverTheSuperuser() {
        Map<String, String> evaluator = ServiceEnvironment.of(PartName.EVALUATOR, PORTS, SECRETS, Map.of());

        assertThat(evaluator)
                .containsEntry("QUARKUS_HTTP_PORT", "9082")
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("PLUMBLINE_DB_URL", "jdbc:postgresql://127.0.0.1:9432/plumbline")
                .containsEntry("PLUMBLINE_DB_USER", "plumbline_eval")
                .containsEntry("PLUMBLINE_DB_PASSWORD", "roles")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
                .containsEntry("PLUMBLINE_SECRET", "identity")
                .containsEntry("PLUMBLINE_JUDGE_TRACE_ENDPOINT", "http://127.0.0.1:9318")
                .doesNotContainValue("superuser")
                .doesNotContainKey("PLUMBLINE_OTLP_HTTP_PORT");
    }

    @Test
    void traceIngest_getsThePortsOfItsReceivers() {
        assertThat(ServiceEnvironment.of(PartName.TRACE_INGEST, PORTS, SECRETS, Map.of()))
                .containsEntry("PLUMBLINE_OTLP_GRPC_PORT", "9317")
                .containsEntry("PLUMBLINE_OTLP_HTTP_PORT", "9318")
                .containsEntry("PLUMBLINE_DB_USER", "plumbline_trace");
    }

    @Test
    void alerting_linksToTheConsole_andMayReachReceiversOnThisMachine() {
        assertThat(ServiceEnvironment.of(PartName.ALERTING, PORTS, SECRETS, Map.of()))
                .containsEntry("PLUMBLINE_ALERTING_CONSOLE_URL", PORTS.consoleAddress())
                .containsEntry("PLUMBLINE_ALERTING_ALLOW_PRIVATE_RECEIVERS", "true");
    }

    @Test
    void console_knowsWhereTheOthersAre() {
        assertThat(ServiceEnvironment.of(PartName.WEB_UI, PORTS, SECRETS, Map.of()))
                .containsEntry("PLUMBLINE_SERVICES_DRIFT_SERVICE", "http://127.0.0.1:9083")
                .containsEntry("PLUMBLINE_SERVICES_ALERTING", "http://127.0.0.1:9084")
                .containsEntry("PLUMBLINE_OTLP_PUBLIC_HTTP", "http://127.0.0.1:9318");
    }

    @Test
    void inherited_localeAndZoneGo_theRestStays_andAConfiguredSecretWins() {
        Map<String, String> inherited = Map.of(
                "LANG",
                "de_DE.UTF-8",
                "LC_NUMERIC",
                "de_DE",
                "TZ",
                "Asia/Tokyo",
                "JUDGE_KEY",
                "k",
                "PLUMBLINE_SECRET",
                "own");

        assertThat(ServiceEnvironment.of(PartName.ALERTING, PORTS, SECRETS, inherited))
                .containsEntry("LC_ALL", "C.UTF-8")
                .containsEntry("TZ", "UTC")
                .containsEntry("JUDGE_KEY", "k")
                .containsEntry("PLUMBLINE_SECRET", "own")
                .doesNotContainKeys("LANG", "LC_NUMERIC");
    }
}
