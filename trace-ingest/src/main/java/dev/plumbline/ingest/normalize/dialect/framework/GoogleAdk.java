package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Google ADK: the whole request and response of Gemini as JSON; an empty object where content is not captured. */
public final class GoogleAdk {
    public static final Dialect DIALECT = new Table(
            "google_adk",
            Signature.ofScopes("gcp.vertex.agent")
                    .keys(
                            "gcp.vertex.agent.llm_request",
                            "gcp.vertex.agent.llm_response",
                            "gcp.vertex.agent.tool_call_args",
                            "gcp.vertex.agent.tool_response"),
            Table.Sources.of(List.of("gcp.vertex.agent.llm_request"), List.of("gcp.vertex.agent.llm_response")),
            new Table.ToolSources(
                    List.of("gen_ai.tool.name", "tool.name"),
                    List.of("gen_ai.tool.call.id"),
                    List.of("gcp.vertex.agent.tool_call_args"),
                    List.of("gcp.vertex.agent.tool_response")));

    private GoogleAdk() {}
}
