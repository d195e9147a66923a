package dev.plumbline.ingest.normalize.dialect.platform;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Genkit: {@code genkit:*}, with the request of the model or flow whole. */
public final class Genkit {
    public static final Dialect DIALECT = new Table(
            "genkit",
            Signature.ofScopes("genkit").families("genkit"),
            Table.Sources.of(List.of("genkit:input"), List.of("genkit:output")),
            new Table.ToolSources(
                    List.of("genkit:name"),
                    List.of("genkit:toolCallId"),
                    List.of("genkit:input"),
                    List.of("genkit:output")));

    private Genkit() {}
}
