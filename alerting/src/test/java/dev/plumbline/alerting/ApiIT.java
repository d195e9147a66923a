package dev.plumbline.alerting;

import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.console;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** How calls are answered, good and bad ones. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class ApiIT {
    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({
        "/api/v1/alerts?limit=0, limit",
        "/api/v1/alerts?limit=many, limit",
        "/api/v1/alerts?cursor=x, cursor",
        "/api/v1/alerts?project=x, project",
        "/api/v1/alerts?state=burning, state",
        "/api/v1/rules?project=0, project"
    })
    void wrongParameter_isNamed(String path, String field) {
        assertThat(console().get(path).then().statusCode(400).extract().<String>path("field"))
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url|{\"name\": \"x\", \"url\": \"ftp://example.org/\"}",
                "url|{\"name\": \"x\", \"url\": \"http://user:password@example.org/\"}",
                "url|{\"name\": \"x\"}",
                "url|{\"name\": \"x\", \"url\": \"http://169.254.169.254/latest/meta-data\"}",
                "url|{\"name\": \"x\", \"url\": \"http://[64:ff9b::a9fe:a9fe]/\"}",
                "name|{\"name\": \"no spaces\", \"url\": \"http://example.org/\"}",
                "secret|{\"name\": \"x\", \"url\": \"http://example.org/\", \"secret\": \"short\"}",
                "body|{\"name\": ",
                "body|[]"
            })
    void badReceiver_isRefusedByField(String field, String body) {
        assertThat(console()
                        .body(body)
                        .post("/api/v1/receivers")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo(field);
    }

    @Test
    void unknownThings_areNotFoundInJson() {
        for (String path : List.of("/api/v1/alerts/987654321", "/api/v1/alerts/x", "/api/v1/nothing")) {
            assertThat(console().get(path).then().statusCode(404).extract().<String>path("error"))
                    .isNotEmpty();
        }
        console().post("/api/v1/notifications/msg_x/redeliver").then().statusCode(404);
        console().post("/api/v1/alerts/987654321/acknowledge").then().statusCode(404);
        console().post("/api/v1/receivers/nobody/test").then().statusCode(404);
    }

    @Test
    void withoutIdentity_onlyHealthAndMetricsAnswer() {
        for (String path : List.of("/api/v1/alerts", "/api/v1/rules", "/api/v1/receivers")) {
            given().get(path).then().statusCode(401);
        }
        given().get("/q/health").then().statusCode(200);
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
                .contains("plumbline_alerting_alerts_open");
    }

    @Test
    void receiver_isTriedItsSecretShownOnceAndEveryChangeAudited() throws Exception {
        try (Hook hook = new Hook("")) {
            String secret = console()
                    .body(Map.of("name", "api-it", "url", hook.url("/hook")))
                    .post("/api/v1/receivers")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("secret");
            assertThat(secret).startsWith("whsec_");

            assertThat(console()
                            .post("/api/v1/receivers/api-it/test")
                            .then()
                            .statusCode(200)
                            .extract()
                            .<Boolean>path("delivered"))
                    .isTrue();
            assertThat(hook.received().get(0).json().path("type").asText()).isEqualTo("test");
            new com.standardwebhooks.Webhook(secret)
                    .verify(
                            hook.received().get(0).body(),
                            hook.received().get(0).headers());
            assertThat(console().get("/api/v1/receivers").asString()).doesNotContain("whsec");
        }
        Bench.receiver("api-it", "http://127.0.0.1:9/other");
        console().delete("/api/v1/receivers/api-it").then().statusCode(204);

        assertThat(rows("SELECT actor || ' ' || action FROM alert.audit WHERE subject = 'receiver/api-it' ORDER BY id"))
                .containsExactly("tester create", "tester test", "tester replace", "tester delete");
        assertThat(rows("SELECT count(*) FROM alert.audit WHERE coalesce(before::text, '') || coalesce(after::text, '')"
                        + " LIKE '%whsec%'"))
                .containsExactly("0");
    }

    /** Set in application.properties: the lock of a replica that stands still is freed by the server. */
    @Test
    void idleTransactions_areEndedByTheServer() throws Exception {
        assertThat(rows("SHOW idle_in_transaction_session_timeout")).containsExactly("30s");
    }

    private List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
