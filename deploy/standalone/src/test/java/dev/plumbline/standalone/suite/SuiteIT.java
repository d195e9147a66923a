package dev.plumbline.standalone.suite;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SuiteIT {
    private static final String QUESTION =
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is my parcel?\"}]}]";
    private static final String ANSWER =
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"It is at the depot.\"}]}]";

    @TempDir
    Path data;

    @Test
    void killedParts_costNoAnsweredSpanAndNothingSurvivesDown() throws Exception {
        try (RunningSuite suite = new RunningSuite(data)) {
            suite.up();
            assertThat(suite.status().path("ready").asBoolean()).isTrue();
            suite.up();

            List<String> answered = new ArrayList<>();
            try (Sender sender = new Sender(suite.otlp())) {
                for (String part : List.of("trace-ingest", "postgres", "kafka")) {
                    answered.addAll(sender.send(40));
                    assertThat(ProcessHandle.of(suite.pid(part)).orElseThrow().destroyForcibly())
                            .as("kill -9 of " + part)
                            .isTrue();
                    answered.addAll(sender.sendUntilAnswered(20));
                }
            }
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> suite.status().path("ready").asBoolean());

            assertThat(answered).hasSizeGreaterThan(100).doesNotHaveDuplicates();
            for (String traceId : answered) {
                assertThat(suite.get("/api/v1/traces/" + traceId).statusCode())
                        .as(traceId)
                        .isEqualTo(200);
            }
            String last = answered.get(answered.size() - 1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            suite.get("/api/v1/scores?trace=" + last).body().contains("answer_present"));
            assertThat(suite.get("/api/v1/requests?last=1h").body()).contains("Where is my parcel?");

            List<Long> pids = suite.pids();
            assertThat(suite.down()).isZero();
            assertThat(pids)
                    .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)
                                    .map(ProcessHandle::isAlive)
                                    .orElse(false))
                            .as("process " + pid)
                            .isFalse());
        }
    }

    /** An application whose exporter does not retry, so that an answer is an answer. */
    private static final class Sender implements AutoCloseable {
        private final InMemorySpanExporter spans = InMemorySpanExporter.create();
        private final SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.builder().put("service.name", "shop").build())
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        private final SpanExporter exporter;

        Sender(String otlp) {
            exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(otlp + "/v1/traces")
                    .setTimeout(5, TimeUnit.SECONDS)
                    .setRetryPolicy(null)
                    .build();
        }

        /** The trace ids of those requests that were answered with success. */
        List<String> send(int requests) {
            List<String> answered = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                SpanData span = span();
                if (exporter.export(List.of(span)).join(6, TimeUnit.SECONDS).isSuccess()) {
                    answered.add(span.getTraceId());
                }
            }
            return answered;
        }

        /** Goes on sending until so many have been answered again. */
        List<String> sendUntilAnswered(int wanted) {
            List<String> answered = new ArrayList<>();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        answered.addAll(send(1));
                        return answered.size() >= wanted;
                    });
            return answered;
        }

        private SpanData span() {
            Span span = provider.get("test").spanBuilder("chat").setNoParent().startSpan();
            span.setAttribute(AttributeKey.stringKey("gen_ai.operation.name"), "chat");
            span.setAttribute(AttributeKey.stringKey("gen_ai.input.messages"), QUESTION);
            span.setAttribute(AttributeKey.stringKey("gen_ai.output.messages"), ANSWER);
            span.end();
            SpanData data = spans.getFinishedSpanItems().get(0);
            spans.reset();
            return data;
        }

        @Override
        public void close() {
            exporter.close();
            provider.close();
        }
    }
}
