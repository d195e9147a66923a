package dev.plumbline.ingest.normalize.dialect.jvm;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Koog: OpenLLMetry slots for model calls, {@code input.value} and {@code output.value} for tools. */
public final class Koog {
    public static final Dialect DIALECT = new Table(
            "koog",
            Signature.ofScopes("ai.koog").families("koog"),
            Table.Sources.of(
                    List.of("koog.event.input", "koog.node.input", "koog.agent.input"),
                    List.of("koog.event.output", "koog.node.output", "koog.agent.output")),
            new Table.ToolSources(
                    List.of("gen_ai.tool.name"),
                    List.of("gen_ai.tool.call.id"),
                    List.of("gen_ai.tool.call.arguments", "input.value"),
                    List.of("gen_ai.tool.call.result", "output.value")));

    private Koog() {}
}
