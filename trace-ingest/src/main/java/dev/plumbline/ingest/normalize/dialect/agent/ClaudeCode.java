package dev.plumbline.ingest.normalize.dialect.agent;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Claude Code: bare attributes on spans named {@code claude_code.*}. */
public final class ClaudeCode {
    public static final Dialect DIALECT = new Table(
            "claude_code",
            Signature.ofScopes("com.anthropic.claude_code").families("claude_code"),
            Table.Sources.of(
                            List.of("user_prompt", "prompt", "system_prompt", "new_context"),
                            List.of("response.model_output", "model_output", "response"))
                    .system("system_prompt_text")
                    .tools("tools"),
            new Table.ToolSources(
                    List.of("tool_name"),
                    List.of("tool_use_id"),
                    List.of("tool_input", "tool_parameters"),
                    List.of("tool_output", "tool_result", "new_context")));

    private ClaudeCode() {}
}
