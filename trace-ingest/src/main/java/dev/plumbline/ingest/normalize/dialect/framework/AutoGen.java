package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** AutoGen: agents that send each other messages; what was said stands in the body of a message. */
public final class AutoGen {
    public static final Dialect DIALECT = new Table(
            "autogen",
            Signature.ofScopes("autogen").families("autogen").keys("recipient_agent_type", "sender_agent_type"),
            Table.Sources.of(
                    List.of("autogen.message.content", "messaging.message.body", "message#content", "message"),
                    List.of("autogen.response.content", "response#chat_message.content", "response")),
            new Table.ToolSources(
                    List.of("gen_ai.tool.name"),
                    List.of("gen_ai.tool.call.id"),
                    List.of("gen_ai.tool.call.arguments"),
                    List.of("gen_ai.tool.call.result")));

    private AutoGen() {}
}
