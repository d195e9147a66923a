package dev.plumbline.console.guard;

import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@ConsoleServers
class GuardIT {

    @BeforeEach
    void answer() {
        OwnerStandIn.reset();
        OwnerStandIn.answer("trace-ingest", "/api/v1/keys", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/traces", "/api/v1/requests", "/help/keys", "/q/metrics", "/api/v1/alerts"})
    void foreignHostName_isRefusedEverywhere(String path) {
        given().header("Host", "evil.example").get(path).then().statusCode(421).body("field", equalTo("Host"));
    }

    @Test
    void changeFromAForeignPage_isRefused_beforeItReachesAnybody() {
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/api/v1/keys")
                .then()
                .statusCode(403);
        given().header("Origin", "http://evil.example")
                .post("/api/v1/keys")
                .then()
                .statusCode(403);
        given().header("Sec-Fetch-Site", "cross-site").post("/theme").then().statusCode(403);
        given().post("/theme").then().statusCode(403);
    }

    @Test
    void programWithoutABrowser_mayCallTheApi() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/keys")
                .then()
                .statusCode(200);
    }

    @Test
    void ownPage_mayChangeTheTheme_andComesBack() {
        given().header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .formParam("theme", "dark")
                .formParam("back", "/traces?last=1h")
                .post("/theme")
                .then()
                .statusCode(303)
                .header("Location", containsString("/traces?last=1h"))
                .header("Set-Cookie", containsString("theme=dark"))
                .header("Set-Cookie", containsString("SameSite=Lax"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/help/keys", "/api/v1/requests", "/q/health/live"})
    void everyAnswer_carriesTheHeaders(String path) {
        given().header("Accept", "text/html")
                .get(path)
                .then()
                .header(
                        "Content-Security-Policy",
                        equalTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                                + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }
}
