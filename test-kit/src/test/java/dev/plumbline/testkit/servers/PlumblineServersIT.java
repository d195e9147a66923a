package dev.plumbline.testkit.servers;

import dev.plumbline.contracts.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlumblineServersIT {
    @Test
    void start_givesAServiceWhatItNeeds() throws Exception {
        // given
        PlumblineServers resource = new PlumblineServers();
        resource.init(Map.of("role", "plumbline_eval", "traceSchema", "true", "topics", "one, two"));

        // when
        Map<String, String> config = resource.start();

        // then
        assertThat(config)
                .containsEntry("quarkus.datasource.username", "plumbline_eval")
                .containsEntry("plumbline.secret", PlumblineServers.SECRET)
                .containsEntry("quarkus.http.test-port", "0");
        try (Connection connection = DriverManager.getConnection(
                config.get("quarkus.datasource.jdbc.url"),
                config.get("quarkus.datasource.username"),
                config.get("quarkus.datasource.password"))) {
            assertThat(one(connection, "SELECT count(*) FROM trace.request")).isEqualTo("0");
            assertThat(one(connection, "SELECT has_table_privilege('trace.span', 'INSERT')"))
                    .isEqualTo("f");
        }
        try (Admin admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", config.get("kafka.bootstrap.servers")))) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .containsAll(Topics.ALL)
                    .contains("one", "two");
        }
    }

    @Test
    void secondStart_usesTheSameServers_andMigratesNothingTwice() throws Exception {
        PlumblineServers.shared().migrateTrace();
        String first = PlumblineServers.shared().url();
        try (Connection connection = PlumblineServers.shared().superuser().getConnection()) {
            String before = one(connection, "SELECT count(*) FROM trace.flyway_schema_history");

            PlumblineServers.shared().migrateTrace();

            assertThat(one(connection, "SELECT count(*) FROM trace.flyway_schema_history"))
                    .isEqualTo(before);
        }
        assertThat(PlumblineServers.shared().url()).isEqualTo(first);
    }

    @Test
    void withoutKafka_noAddressOfKafka() {
        PlumblineServers resource = new PlumblineServers();
        resource.init(Map.of("role", "plumbline_alert", "kafka", "false"));

        assertThat(resource.start()).doesNotContainKey("kafka.bootstrap.servers");
    }

    @Test
    void withoutARole_isRefusedByName() {
        assertThatThrownBy(() -> new PlumblineServers().start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("role");
    }

    @Test
    void everyRole_signsIn() throws SQLException {
        for (String schema : new String[] {"trace", "eval", "drift", "alert", "console"}) {
            DataSource source = PlumblineServers.shared().as("plumbline_" + schema);
            try (Connection connection = source.getConnection()) {
                assertThat(one(connection, "SELECT has_schema_privilege('" + schema + "', 'CREATE')"))
                        .isEqualTo("t");
            }
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
