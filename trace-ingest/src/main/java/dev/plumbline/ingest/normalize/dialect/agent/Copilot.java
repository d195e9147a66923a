package dev.plumbline.ingest.normalize.dialect.agent;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** GitHub Copilot: {@code github.copilot.*} beside the standard. */
public final class Copilot {
    public static final Dialect DIALECT = new Table(
            "copilot",
            Signature.ofScopes("github.copilot", "copilot-chat")
                    .families("github", "copilot_chat")
                    .keys("github.copilot.prompt"),
            Table.Sources.of(
                    List.of("github.copilot.prompt", "copilot_chat.request"),
                    List.of("github.copilot.response", "copilot_chat.response")),
            new Table.ToolSources(
                    List.of("github.copilot.tool.name"),
                    List.of("github.copilot.tool.call_id"),
                    List.of("github.copilot.tool.arguments"),
                    List.of("github.copilot.tool.result")));

    private Copilot() {}
}
