package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** LiveKit agents: {@code lk.*}, since 2026 with content under {@code lk.pii.*}. */
public final class LiveKit {
    public static final Dialect DIALECT = new Table(
            "livekit",
            Signature.ofScopes("livekit-agents").families("lk"),
            Table.Sources.of(
                            List.of(
                                    "lk.pii.chat_ctx#items",
                                    "lk.pii.chat_ctx",
                                    "lk.chat_ctx#items",
                                    "lk.chat_ctx",
                                    "lk.pii.user_input",
                                    "lk.user_input",
                                    "lk.pii.user_transcript",
                                    "lk.user_transcript",
                                    "lk.pii.input_text",
                                    "lk.input_text"),
                            List.of(
                                    "lk.pii.response.text",
                                    "lk.response.text",
                                    "lk.pii.response.function_calls",
                                    "lk.response.function_calls"))
                    .system("lk.pii.instructions", "lk.instructions")
                    .tools("lk.pii.function_tools", "lk.function_tools"),
            new Table.ToolSources(
                    List.of("lk.function_tool.name", "lk.pii.function_tool.name"),
                    List.of("lk.function_tool.id"),
                    List.of("lk.pii.function_tool.arguments", "lk.function_tool.arguments"),
                    List.of("lk.pii.function_tool.output", "lk.function_tool.output")));

    private LiveKit() {}
}
