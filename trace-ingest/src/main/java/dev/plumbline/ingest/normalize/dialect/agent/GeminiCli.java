package dev.plumbline.ingest.normalize.dialect.agent;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Gemini CLI: bare attributes with the request and the response as text. */
public final class GeminiCli {
    public static final Dialect DIALECT = new Table(
            "gemini_cli",
            Signature.ofScopes("gemini-cli", "gemini_cli").families("gemini_cli"),
            Table.Sources.of(
                    List.of("gemini_cli.input", "request_text", "prompt", "input"),
                    List.of("gemini_cli.output", "response_text", "output")),
            new Table.ToolSources(
                    List.of("function_name", "gen_ai.tool.name"),
                    List.of("call_id"),
                    List.of("function_args"),
                    List.of("function_output", "output")));

    private GeminiCli() {}
}
