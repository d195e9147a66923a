package dev.plumbline.ingest.normalize.dialect.standard;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;
import java.util.stream.Stream;

/** The generic pairs that many libraries fall back to: one value in, one value out. */
public final class Plain {
    private static final List<String> INPUTS =
            List.of("llm.prompts", "input.value", "traceloop.entity.input", "langwatch.input", "llm.input", "input");
    private static final List<String> OUTPUTS =
            List.of("output.value", "traceloop.entity.output", "langwatch.output", "llm.output", "output");

    public static final Dialect DIALECT = new Table(
            "plain",
            Signature.ofScopes().keys(keys()),
            Table.Sources.of(INPUTS, OUTPUTS).documents("langwatch.rag.contexts", "db.vector.query.response.documents"),
            Table.ToolSources.NONE);

    private Plain() {}

    private static String[] keys() {
        return Stream.concat(INPUTS.stream(), OUTPUTS.stream()).toArray(String[]::new);
    }
}
