package dev.plumbline.demo.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.demo.telemetry.Sent;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RebuiltTraceTest {

    private static final Sent SENT = new Sent("t", """
            [{"role":"user","parts":[{"type":"text","content":"hi"}]},
             {"role":"assistant","parts":[{"type":"text","content":"Hello!"}]},
             {"role":"user","parts":[{"type":"text","content":"balance?"}]},
             {"role":"assistant","parts":[{"type":"tool_call","id":"c-1","name":"balance","arguments":{"user":"u"}}]},
             {"role":"tool","parts":[{"type":"tool_call_response","id":"c-1","response":{"balance":"3"}}]}]""", true);
    private static final String TRACE = """
            {"traceId":"t","requests":[],"truths":[],"spans":[
              {"span":{"kind":"AGENT","parentSpanId":null,"name":"invoke_agent"},"payload":{"content":{"input":[]}}},
              {"span":{"kind":"RETRIEVER","parentSpanId":"a"},"payload":{"content":{"input":[]}}},
              {"span":{"kind":"TOOL","parentSpanId":"a"},"payload":{"content":{"input":[]}}},
              {"span":{"kind":"LLM","parentSpanId":"a"},"payload":{"content":{"input":[
                {"role":"system","parts":[{"type":"text","text":"You are"}]},
                {"role":"user","parts":[{"type":"text","text":"hi"}]},
                {"role":"assistant","parts":[{"type":"text","text":"Hello!"}]},
                {"role":"user","parts":[{"type":"text","text":"balance?"}]},
                {"role":"assistant","parts":[{"type":"tool_call","id":"c-1","name":"balance","json":"{}"}]},
                {"role":"tool","parts":[{"type":"tool_call_response","id":"c-1","text":"{}"}]}]}}}]}""";

    @Test
    void aWholeTraceIsRebuilt() throws Exception {
        assertThat(difference(TRACE)).isEmpty();
    }

    @Test
    void aMissingSpanIsNamed() throws Exception {
        assertThat(difference(TRACE.replace("RETRIEVER", "SPAN"))).hasValue("the retrieval span is missing");
        assertThat(difference(TRACE.replace("LLM", "SPAN"))).hasValue("the chat span is missing");
        assertThat(difference(TRACE.replace("\"parentSpanId\":null", "\"parentSpanId\":\"x\"")))
                .hasValue("the root span is missing");
    }

    @Test
    void aChangedWordAnotherRoleOrAMissingTurnIsADifference() throws Exception {
        assertThat(difference(TRACE.replace("\"text\":\"balance?\"", "\"text\":\"balance\"")))
                .isPresent();
        assertThat(difference(TRACE.replace(
                        "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\"",
                        "{\"role\":\"user\",\"parts\":[{\"type\":\"text\"")))
                .isPresent();
        assertThat(difference(
                        TRACE.replace("{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"hi\"}]},", "")))
                .isPresent();
    }

    private static Optional<String> difference(String trace) throws Exception {
        return RebuiltTrace.difference(new ObjectMapper().readTree(trace), SENT);
    }
}
