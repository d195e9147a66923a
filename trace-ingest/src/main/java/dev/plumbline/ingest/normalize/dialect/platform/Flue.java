package dev.plumbline.ingest.normalize.dialect.platform;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Flue: {@code flue.*}. */
public final class Flue {
    public static final Dialect DIALECT = new Table(
            "flue",
            Signature.ofScopes("flue").families("flue"),
            Table.Sources.of(List.of("flue.input", "flue.model.input"), List.of("flue.output", "flue.model.output"))
                    .system("flue.instructions"),
            new Table.ToolSources(
                    List.of("flue.tool.name"),
                    List.of("flue.tool.call_id"),
                    List.of("flue.tool.arguments", "flue.input"),
                    List.of("flue.tool.result", "flue.output")));

    private Flue() {}
}
