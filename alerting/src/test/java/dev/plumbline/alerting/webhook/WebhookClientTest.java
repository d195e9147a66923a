package dev.plumbline.alerting.webhook;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.plumbline.alerting.AlertingConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection to an address that was checked must still ask for the certificate of the host that was meant. */
class WebhookClientTest {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String SECRET = "whsec_" + "A".repeat(32);
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Vertx vertx = Vertx.vertx();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @TempDir
    static Path folder;

    private static Path certificates = Path.of("");

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificates = folder.resolve("localhost.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        certificates.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assertThat(made).isZero();
    }

    @BeforeEach
    void serve() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        System.clearProperty(STORE);
        System.clearProperty(STORE + "Password");
        server.stop(0);
        vertx.close();
    }

    private Attempt post(String host, boolean allowPrivate) {
        AlertingConfig config = new SmallRyeConfigBuilder()
                .withMapping(AlertingConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("plumbline.alerting.allow-private-receivers", String.valueOf(allowPrivate))
                .withDefaultValue("plumbline.alerting.delivery-timeout", "PT5S")
                .build()
                .getConfigMapping(AlertingConfig.class);
        return new WebhookClient(vertx, config, Clock.systemUTC())
                .post(
                        new Target("https://" + host + ":" + server.getAddress().getPort() + "/", List.of(SECRET)),
                        "msg_1",
                        "{}");
    }

    private void trust() {
        System.setProperty(STORE, certificates.toString());
        System.setProperty(STORE + "Password", new String(PASSWORD));
    }

    @Test
    void trustedHost_isDeliveredToUnderItsName() {
        trust();

        Attempt attempt = post("localhost", true);

        assertThat(attempt.status()).as("answer, or %s", attempt.error()).isEqualTo(204);
        assertThat(hosts).containsExactly("localhost:" + server.getAddress().getPort());
    }

    @Test
    void certificateOfAnotherHost_isRefused() {
        trust();

        assertThat(post("127.0.0.1", true)).satisfies(attempt -> {
            assertThat(attempt.delivered()).isFalse();
            assertThat(attempt.status()).isNull();
        });
        assertThat(hosts).isEmpty();
    }

    @Test
    void certificateThatNobodyVouchesFor_isRefused() {
        assertThat(post("localhost", true).delivered()).isFalse();
        assertThat(hosts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "0"})
    void addressOfThisMachine_isRefusedHoweverItIsWritten(String host) {
        trust();

        Attempt attempt = post(host, false);

        assertThat(Optional.ofNullable(attempt.error()))
                .hasValueSatisfying(error -> assertThat(error).contains("refused: "));
        assertThat(hosts).isEmpty();
    }
}
