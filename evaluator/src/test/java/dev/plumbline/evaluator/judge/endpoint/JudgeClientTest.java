package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig.Format;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JudgeClientTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ObjectNode SCHEMA =
            new ObjectMapper().createObjectNode().put("type", "object");

    private final JudgeServer server = new JudgeServer();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        never.countDown();
        server.close();
    }

    @Test
    void call_isAChatCompletion_withTemperatureZero_theKeyAndTheSchema() throws Exception {
        server.behave(call -> Answer.said("{}"));

        Reply reply = ask(Map.of("api-key", "sk-1"));

        assertThat(reply).isEqualTo(new Reply.Said("{}", 100L, 20L));
        JudgeServer.Asked call = server.asked().get(0);
        assertThat(call.path()).isEqualTo("/v1/chat/completions");
        assertThat(call.headers().get("Authorization")).containsExactly("Bearer sk-1");
        assertThat(call.body().get("model").textValue()).isEqualTo("m");
        assertThat(call.body().get("temperature").intValue()).isZero();
        assertThat(call.body().at("/messages/0/role").textValue()).isEqualTo("user");
        assertThat(call.body().at("/response_format/type").textValue()).isEqualTo("json_schema");
        assertThat(call.body().at("/response_format/json_schema/schema")).isEqualTo(SCHEMA);
    }

    @Test
    void temperature_isNotTold_whereItIsEmpty() throws Exception {
        ask(Map.of("temperature", ""));

        assertThat(server.asked().get(0).body().has("temperature")).isFalse();
    }

    @Test
    void modelThatRefuses_isRefused() throws Exception {
        server.behave(call -> Answer.of(
                200, "{\"choices\": [{\"message\": {\"content\": null, \"refusal\": \"I cannot do that.\"}}]}"));
        assertThat(ask(Map.of())).isEqualTo(new Reply.Refused("the model refuses"));

        server.behave(call -> Answer.of(
                200, "{\"choices\": [{\"finish_reason\": \"content_filter\", \"message\": {\"content\": \"\"}}]}"));
        assertThat(ask(Map.of())).isEqualTo(new Reply.Refused("the model refuses"));
    }

    @Test
    void errorsKind_isKept_itsMessageIsNot() throws Exception {
        server.behave(call -> Answer.of(
                400, "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"... my secret ...\"}}"));

        assertThat(ask(Map.of())).isEqualTo(new Reply.Refused("HTTP 400 invalid_request_error"));
    }

    @Test
    void row18_unknownCertificate_isAway() throws Exception {
        // given: a port that speaks TLS to nobody that this JVM trusts
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread refusing = new Thread(() -> refuseTls(socket));
            refusing.setDaemon(true);
            refusing.start();

            Reply reply = ask(Map.of("url", "https://127.0.0.1:" + socket.getLocalPort() + "/v1"));

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Away.class, away -> assertThat(away.reason()).startsWith("not reached: SSL"));
        }
    }

    @Test
    void row18_resetConnection_isAway() throws Exception {
        server.behave(call -> Answer.reset());

        assertThat(ask(Map.of())).isInstanceOf(Reply.Away.class);
    }

    @Test
    void format_isToldAsTheEndpointKnowsIt() throws Exception {
        ask(Map.of("response-format", "json_object"));
        ask(Map.of("response-format", "none"));

        assertThat(server.asked().get(0).body().get("response_format").toString())
                .isEqualTo("{\"type\":\"json_object\"}");
        assertThat(server.asked().get(1).body().has("response_format")).isFalse();
    }

    @Test
    void tooManyRequests_isAway_forAsLongAsTheHeaderSays() throws Exception {
        server.behave(call -> Answer.of(429, "{}", "Retry-After", "17"));
        assertThat(ask(Map.of())).isEqualTo(new Reply.Away("HTTP 429", Duration.ofSeconds(17)));

        server.behave(call -> Answer.of(429, "{}", "Retry-After", "Thu, 01 Jan 2026 00:02:00 GMT"));
        assertThat(ask(Map.of())).isEqualTo(new Reply.Away("HTTP 429", Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 401, 402, 403, 404, 302})
    void faultOfTheEndpointOrOfItsSetting_isAway(int status) throws Exception {
        server.behave(call -> Answer.of(status, ""));

        assertThat(ask(Map.of())).isEqualTo(new Reply.Away("HTTP " + status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void faultOfTheContent_isRefused(int status) throws Exception {
        server.behave(call -> Answer.of(status, "{\"error\": \"context length\"}"));

        assertThat(ask(Map.of())).isEqualTo(new Reply.Refused("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>Welcome</html>", "{}", "{\"choices\": []}", "{\"choices\": [{\"message\": {}}]}", ""})
    void okWithoutACompletion_isLost(String body) throws Exception {
        server.behave(call -> Answer.of(200, body));

        assertThat(ask(Map.of())).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void row19_endlessAnswer_isLost_andFillsNoMemory() throws Exception {
        server.behave(call -> Answer.of(200, "x".repeat(2 << 20)));

        assertThat(ask(Map.of())).isEqualTo(new Reply.Lost("the answer is longer than 1048576 bytes"));
    }

    @Test
    @Timeout(10)
    void row17_slowJudge_isLostAfterTheTimeout() throws Exception {
        server.behave(call -> {
            never.await();
            return Answer.said("late");
        });

        assertThat(ask(Map.of("timeout", "300ms"))).isInstanceOf(Reply.Lost.class);
    }

    @Test
    @Timeout(10)
    void row17_answerThatDrips_isLostAfterTheTimeout() throws Exception {
        // given: headers at once, then a body that never ends
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(socket));
            dripping.setDaemon(true);
            dripping.start();

            Reply reply = ask(Map.of("timeout", "300ms", "url", "http://127.0.0.1:" + socket.getLocalPort() + "/v1"));

            assertThat(reply).isInstanceOf(Reply.Lost.class);
        }
    }

    @Test
    void nobodyThere_isAway() throws Exception {
        server.close();

        assertThat(ask(Map.of())).isEqualTo(new Reply.Away("not reached: ConnectException", null));
    }

    @Test
    void config_hasItsDefaults_andNamesWhatIsMissing() {
        JudgeConfig config = config(Map.of());

        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.dailyCalls()).isEqualTo(1000);
        assertThat(config.parallel()).isEqualTo(2);
        assertThat(config.responseFormat()).isEqualTo(Format.JSON_SCHEMA);
        assertThat(config.giveUpAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.waitWhileAway()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.maxChars()).isEqualTo(40_000);
        assertThat(config.provider()).isEqualTo(JudgeConfig.Provider.OPENAI);
        assertThat(config.temperature()).contains(0.0);
        assertThat(config.isConfigured()).isTrue();
        assertThat(mapping(Map.of()).isConfigured()).isFalse();
        assertThatThrownBy(() ->
                        mapping(Map.of("plumbline.judge.url", "http://h/v1")).isConfigured())
                .hasMessageContaining("plumbline.judge.model is missing");
    }

    private void drip(ServerSocket socket) {
        try (Socket call = socket.accept();
                OutputStream out = call.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            never.await();
        } catch (IOException | InterruptedException e) {
            // The test is over.
        }
    }

    /** A fatal alert: handshake_failure. */
    private static void refuseTls(ServerSocket socket) {
        try (Socket call = socket.accept();
                OutputStream out = call.getOutputStream()) {
            out.write(new byte[] {21, 3, 3, 0, 2, 2, 40});
            out.flush();
            call.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The caller has gone.
        }
    }

    private Reply ask(Map<String, String> settings) throws InterruptedException {
        return new JudgeClient(config(settings), CLOCK)
                .ask(new Question(
                        "m",
                        config(settings).temperature().orElse(null),
                        List.of(new ChatMessage("user", "Hello")),
                        SCHEMA));
    }

    private JudgeConfig config(Map<String, String> settings) {
        Map<String, String> values =
                new HashMap<>(Map.of("plumbline.judge.url", server.url() + "/", "plumbline.judge.model", "m"));
        settings.forEach((name, value) -> values.put("plumbline.judge." + name, value));
        return mapping(values);
    }

    private static JudgeConfig mapping(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(JudgeConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(JudgeConfig.class);
    }
}
