package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** LangChain and LangGraph as LangSmith reports them: the serialised messages of a run, whole. */
public final class LangGraph {
    public static final Dialect DIALECT = new Table(
            "langgraph",
            Signature.ofScopes("langsmith")
                    .families("langsmith", "langgraph")
                    .keys("langfuse.observation.metadata.langgraph_node", "metadata#langgraph_node"),
            Table.Sources.of(
                    List.of("langfuse.observation.input", "gen_ai.prompt", "langsmith.input", "inputs"),
                    List.of("langfuse.observation.output", "gen_ai.completion", "langsmith.output", "outputs")),
            new Table.ToolSources(
                    List.of("langsmith.trace.name", "gen_ai.tool.name"),
                    List.of("langfuse.observation.output#tool_call_id"),
                    List.of("langfuse.observation.metadata.inputs", "langfuse.observation.input", "gen_ai.prompt"),
                    List.of(
                            "langfuse.observation.output#content",
                            "langfuse.observation.output",
                            "gen_ai.completion")));

    private LangGraph() {}
}
