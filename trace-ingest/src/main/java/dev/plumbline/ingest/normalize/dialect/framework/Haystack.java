package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Haystack: components, pipelines, agents and tools under {@code haystack.*}. */
public final class Haystack {
    public static final Dialect DIALECT = new Table(
            "haystack",
            Signature.ofScopes("haystack").families("haystack"),
            Table.Sources.of(
                            List.of("haystack.agent.input", "haystack.component.input", "haystack.pipeline.input_data"),
                            List.of(
                                    "haystack.agent.output",
                                    "haystack.component.output#replies",
                                    "haystack.component.output",
                                    "haystack.pipeline.output_data"))
                    .tools("haystack.agent.tools")
                    .documents("haystack.component.output#documents"),
            new Table.ToolSources(
                    List.of("haystack.tool.name"),
                    List.of("haystack.tool.call.id"),
                    List.of("haystack.tool.input", "haystack.component.input"),
                    List.of("haystack.tool.output", "haystack.component.output")));

    private Haystack() {}
}
