package dev.plumbline.demo.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.demo.assistant.Customer;
import dev.plumbline.demo.assistant.Exchange;
import dev.plumbline.demo.assistant.Plan;
import dev.plumbline.demo.assistant.Release;
import dev.plumbline.demo.assistant.Reply;
import dev.plumbline.demo.assistant.Reply.Found;
import dev.plumbline.demo.assistant.Reply.Kind;
import dev.plumbline.demo.assistant.Reply.Took;
import dev.plumbline.demo.assistant.Reply.ToolCall;
import dev.plumbline.demo.content.Article;
import dev.plumbline.demo.search.Hit;
import dev.plumbline.demo.search.Passage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RequestSpansTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Took TOOK = new Took(Duration.ofMillis(9), Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Customer CUSTOMER = new Customer("u-77", Plan.BUSINESS, "Marisol", "web");
    private static final Asked ASKED =
            new Asked("s-1", CUSTOMER, List.of(new Exchange("hi", "Hello!")), "whats my \"balance\"");
    private static final Passage PASSAGE = new Passage(
            "wallet#1",
            new Article("wallet", "Wallet", false, Optional.empty(), List.of(), List.of("Top up.")),
            List.of("Top up.", "Pay."));
    private static final Reply REPLY = new Reply(
            Kind.ANSWERED,
            "The balance is 3.00 euros. Top up.",
            Optional.of(new Found("whats my balance", List.of(new Hit(4, PASSAGE, 0.61234)))),
            Optional.of(new ToolCall(
                    "account_balance",
                    Map.of("user", "u-77"),
                    Map.of("balance", "3.00"),
                    "The balance is 3.00 euros.")),
            List.of(),
            TOOK);

    private final ObjectMapper json = new ObjectMapper();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Telemetry telemetry =
            new Telemetry(exporter, "support-assistant", List.of(Release.V1_4_2, Release.V1_5_0));

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void aRequestIsARootWithRetrievalToolAndChatUnderIt_oneAfterTheOther() {
        Sent sent = write(Release.V1_4_2, REPLY);

        SpanData root = span("invoke_agent support-assistant");
        assertThat(exporter.getFinishedSpanItems())
                .hasSize(4)
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(sent.traceId()));
        assertThat(root.getParentSpanContext().isValid()).isFalse();
        assertThat(List.of(
                        span("retrieval help-articles"),
                        span("execute_tool account_balance"),
                        span("chat extractive-1")))
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId()));
        assertThat(root.getStartEpochNanos()).isEqualTo(nanos(START));
        assertThat(span("retrieval help-articles").getEndEpochNanos()).isEqualTo(nanos(START.plusMillis(9)));
        assertThat(span("execute_tool account_balance").getEndEpochNanos()).isEqualTo(nanos(START.plusMillis(10)));
        assertThat(span("chat extractive-1").getStartEpochNanos()).isEqualTo(nanos(START.plusMillis(10)));
        assertThat(root.getEndEpochNanos()).isEqualTo(nanos(START.plusMillis(12)));
    }

    @Test
    void everySpanSaysWhoseSessionItIs_andWhichSliceAndRelease() {
        write(Release.V1_5_0, REPLY);

        assertThat(exporter.getFinishedSpanItems()).allSatisfy(span -> {
            assertThat(text(span, "session.id")).isEqualTo("s-1");
            assertThat(text(span, "gen_ai.conversation.id")).isEqualTo("s-1");
            assertThat(text(span, "user.id")).isEqualTo("u-77");
            assertThat(text(span, "app.plan")).isEqualTo("business");
            assertThat(text(span, "app.region")).isEqualTo("Marisol");
            assertThat(text(span, "app.channel")).isEqualTo("web");
            assertThat(resource(span, "service.name")).isEqualTo("support-assistant");
            assertThat(resource(span, "service.version")).isEqualTo("1.5.0");
            assertThat(resource(span, "deployment.environment.name")).isEqualTo("demo");
        });
    }

    @Test
    void theChatSpanCarriesTheWholeConversation() throws Exception {
        Sent sent = write(Release.V1_4_2, REPLY);

        SpanData chat = span("chat extractive-1");
        JsonNode input = json.readTree(text(chat, "gen_ai.input.messages"));
        assertThat(text(chat, "gen_ai.input.messages")).isEqualTo(sent.chatInput());
        assertThat(input).hasSize(5);
        assertThat(input.at("/0/parts/0/content").asText()).isEqualTo("hi");
        assertThat(input.at("/1/role").asText()).isEqualTo("assistant");
        assertThat(input.at("/2/parts/0/type").asText()).isEqualTo("text");
        assertThat(input.at("/2/parts/0/content").asText()).isEqualTo("whats my \"balance\"");
        assertThat(input.at("/3/parts/0/type").asText()).isEqualTo("tool_call");
        assertThat(input.at("/3/parts/0/arguments/user").asText()).isEqualTo("u-77");
        assertThat(input.at("/4/role").asText()).isEqualTo("tool");
        assertThat(input.at("/4/parts/0/id")).isEqualTo(input.at("/3/parts/0/id"));
        assertThat(input.at("/4/parts/0/response/balance").asText()).isEqualTo("3.00");
        assertThat(json.readTree(text(chat, "gen_ai.output.messages"))
                        .at("/0/parts/0/content")
                        .asText())
                .isEqualTo(REPLY.text());
        assertThat(json.readTree(text(chat, "gen_ai.system_instructions"))
                        .at("/0/type")
                        .asText())
                .isEqualTo("text");
        assertThat(text(chat, "gen_ai.operation.name")).isEqualTo("chat");
        assertThat(text(chat, "gen_ai.provider.name")).isEqualTo("quillby");
        assertThat(text(chat, "gen_ai.request.model")).isEqualTo("extractive-1");
    }

    @Test
    void tokensAreCountedByWordPieces() {
        write(Release.V1_4_2, REPLY);

        SpanData chat = span("chat extractive-1");
        assertThat(Tokens.count("Unlocking costs 1 euro.")).isEqualTo(6);
        assertThat(Tokens.count("")).isZero();
        assertThat(chat.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")))
                .isEqualTo(Tokens.count(REPLY.text()));
        assertThat(chat.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                .isGreaterThan(Tokens.count(ASKED.question() + PASSAGE.text()));
    }

    @Test
    void theRetrievalSpanCarriesWhatWasFound() throws Exception {
        write(Release.V1_4_2, REPLY);

        SpanData retrieval = span("retrieval help-articles");
        JsonNode documents = json.readTree(text(retrieval, "gen_ai.retrieval.documents"));
        assertThat(text(retrieval, "gen_ai.operation.name")).isEqualTo("retrieval");
        assertThat(text(retrieval, "gen_ai.retrieval.query.text")).isEqualTo("whats my balance");
        assertThat(documents).hasSize(1);
        assertThat(documents.at("/0/id").asText()).isEqualTo("wallet#1");
        assertThat(documents.at("/0/score").asDouble()).isEqualTo(0.6123);
        assertThat(documents.at("/0/content").asText()).isEqualTo("Top up. Pay.");
    }

    @Test
    void theToolSpanCarriesCallAndResult() throws Exception {
        Sent sent = write(Release.V1_4_2, REPLY);

        SpanData tool = span("execute_tool account_balance");
        assertThat(text(tool, "gen_ai.operation.name")).isEqualTo("execute_tool");
        assertThat(text(tool, "gen_ai.tool.name")).isEqualTo("account_balance");
        assertThat(json.readTree(sent.chatInput()).at("/3/parts/0/id").asText())
                .isEqualTo(text(tool, "gen_ai.tool.call.id"));
        assertThat(text(tool, "gen_ai.tool.call.arguments")).isEqualTo("{\"user\":\"u-77\"}");
        assertThat(text(tool, "gen_ai.tool.call.result")).isEqualTo("{\"balance\":\"3.00\"}");
    }

    @Test
    void smallTalkHasNoRetrieval() {
        Reply hello = new Reply(
                Kind.SMALL_TALK,
                "Hello!",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Took(Duration.ZERO, Duration.ZERO, Duration.ZERO));

        Sent sent = write(Release.V1_4_2, hello);

        assertThat(sent.withRetrieval()).isFalse();
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("invoke_agent support-assistant", "chat extractive-1");
        assertThat(exporter.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos()));
    }

    @Test
    void whatEndedIsAcceptedOrFailed() {
        write(Release.V1_4_2, REPLY);
        write(Release.V1_5_0, REPLY);

        assertThat(telemetry.counts()).isEqualTo(new ExportCounts(8, 8, 0));
    }

    @Test
    void aRefusedExportIsCountedAsFailed() {
        try (Telemetry refused = new Telemetry(new Refusing(), "support-assistant", List.of(Release.V1_4_2))) {
            refused.spans(Release.V1_4_2).write(ASKED, REPLY, START);
            refused.flush(Duration.ofSeconds(5));

            assertThat(refused.counts()).isEqualTo(new ExportCounts(4, 0, 4));
            assertThat(refused.counts().waiting()).isZero();
        }
    }

    private Sent write(Release release, Reply reply) {
        Sent sent = telemetry.spans(release).write(ASKED, reply, START);
        telemetry.flush(Duration.ofSeconds(5));
        return sent;
    }

    private SpanData span(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }

    private static String resource(SpanData span, String key) {
        return span.getResource().getAttribute(AttributeKey.stringKey(key));
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static final class Refusing implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofFailure();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
