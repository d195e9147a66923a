package dev.plumbline.ingest.normalize.dialect.agent;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Codex: {@code codex.*}, usage as {@code codex.turn.token_usage.*}. */
public final class Codex {
    public static final Dialect DIALECT = new Table(
            "codex",
            Signature.ofScopes("codex").families("codex"),
            Table.Sources.of(
                    List.of("codex.turn.input", "codex.user_prompt", "prompt"),
                    List.of("codex.turn.output", "codex.assistant_message", "output")),
            new Table.ToolSources(
                    List.of("tool_name", "codex.tool.name"),
                    List.of("call_id", "codex.tool.call_id"),
                    List.of("arguments", "codex.tool.arguments"),
                    List.of("output", "codex.tool.output")));

    private Codex() {}
}
