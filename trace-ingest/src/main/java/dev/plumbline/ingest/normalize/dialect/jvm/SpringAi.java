package dev.plumbline.ingest.normalize.dialect.jvm;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Signature;
import dev.plumbline.ingest.normalize.dialect.Table;

import java.util.List;

/** Spring AI: {@code spring.ai.*} for clients, advisors and tools, {@code db.vector.query.*} for retrieval. */
public final class SpringAi {
    public static final Dialect DIALECT = new Table(
            "spring_ai",
            Signature.ofScopes("org.springframework.ai").families("spring").keys("db.vector.query.content"),
            Table.Sources.of(
                            List.of(
                                    "gen_ai.prompt",
                                    "spring.ai.chat.client.user.text",
                                    "spring.ai.chat.client.input",
                                    "db.vector.query.content"),
                            List.of("gen_ai.completion", "spring.ai.chat.client.output"))
                    .system("spring.ai.chat.client.system.text")
                    .tools("spring.ai.model.request.tool.definitions")
                    .documents("db.vector.query.response.documents"),
            new Table.ToolSources(
                    List.of("spring.ai.tool.definition.name", "gen_ai.tool.name"),
                    List.of("gen_ai.tool.call.id"),
                    List.of("spring.ai.tool.call.arguments", "gen_ai.tool.call.arguments"),
                    List.of("spring.ai.tool.call.result", "gen_ai.tool.call.result")));

    private SpringAi() {}
}
