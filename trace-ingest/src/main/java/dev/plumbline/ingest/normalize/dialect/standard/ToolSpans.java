package dev.plumbline.ingest.normalize.dialect.standard;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/**
 * A tool's own span, in the attributes that libraries mix: the name in one convention, arguments and result in another.
 * Also calls through the Model Context Protocol.
 */
public final class ToolSpans {
    public static final Dialect DIALECT = new Table(
            "tool",
            Signature.ofScopes()
                    .keys(
                            "gen_ai.tool.name",
                            "gen_ai.tool.call.id",
                            "tool.name",
                            "tool.parameters",
                            "tool_arguments",
                            "mcp.request.argument",
                            "mcp.tool.name"),
            Table.Sources.NONE,
            new Table.ToolSources(
                    List.of("gen_ai.tool.name", "tool.name", "mcp.tool.name", "traceloop.entity.name"),
                    List.of("gen_ai.tool.call.id", "tool.id", "tool_call.id"),
                    List.of(
                            "gen_ai.tool.call.arguments",
                            "tool_arguments",
                            "gcp.vertex.agent.tool_call_args",
                            "mcp.request.argument",
                            "input.value",
                            "traceloop.entity.input",
                            "tool.parameters"),
                    List.of(
                            "gen_ai.tool.call.result",
                            "tool_response",
                            "gcp.vertex.agent.tool_response",
                            "mcp.response.value",
                            "output.value",
                            "traceloop.entity.output")));

    private ToolSpans() {}
}
