package dev.plumbline.ingest.normalize;

import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.agent.ClaudeCode;
import dev.plumbline.ingest.normalize.dialect.agent.Codex;
import dev.plumbline.ingest.normalize.dialect.agent.Copilot;
import dev.plumbline.ingest.normalize.dialect.agent.GeminiCli;
import dev.plumbline.ingest.normalize.dialect.framework.AutoGen;
import dev.plumbline.ingest.normalize.dialect.framework.BeeAi;
import dev.plumbline.ingest.normalize.dialect.framework.GoogleAdk;
import dev.plumbline.ingest.normalize.dialect.framework.Haystack;
import dev.plumbline.ingest.normalize.dialect.framework.LangGraph;
import dev.plumbline.ingest.normalize.dialect.framework.LiveKit;
import dev.plumbline.ingest.normalize.dialect.framework.OpenAiAssistants;
import dev.plumbline.ingest.normalize.dialect.framework.PydanticAi;
import dev.plumbline.ingest.normalize.dialect.framework.VercelAi;
import dev.plumbline.ingest.normalize.dialect.jvm.Koog;
import dev.plumbline.ingest.normalize.dialect.jvm.QuarkusLangChain4j;
import dev.plumbline.ingest.normalize.dialect.jvm.SpringAi;
import dev.plumbline.ingest.normalize.dialect.platform.Flue;
import dev.plumbline.ingest.normalize.dialect.platform.Genkit;
import dev.plumbline.ingest.normalize.dialect.platform.Langfuse;
import dev.plumbline.ingest.normalize.dialect.platform.MLflow;
import dev.plumbline.ingest.normalize.dialect.standard.GenAi;
import dev.plumbline.ingest.normalize.dialect.standard.GenAiEvents;
import dev.plumbline.ingest.normalize.dialect.standard.OpenInference;
import dev.plumbline.ingest.normalize.dialect.standard.Plain;
import dev.plumbline.ingest.normalize.dialect.standard.ToolSpans;
import dev.plumbline.ingest.normalize.dialect.standard.Traceloop;

import java.util.List;

/**
 * The dialects in order of precedence: what a product says on purpose, the standard as it is now and as it was, then
 * the libraries' own words, then the pairs that all fall back to.
 */
final class Dialects {
    /** The version of the normaliser, stored with each span; raise it with any change to what is read or how. */
    static final int VERSION = 2;

    static final List<Dialect> ALL = List.of(
            new OpenAiAssistants(),
            new Langfuse(),
            new QuarkusLangChain4j(),
            new GenAi(),
            Koog.DIALECT,
            new Traceloop(),
            SpringAi.DIALECT,
            LangGraph.DIALECT,
            new GenAiEvents(),
            new BeeAi(),
            new OpenInference(),
            new VercelAi(),
            new PydanticAi(),
            GoogleAdk.DIALECT,
            LiveKit.DIALECT,
            MLflow.DIALECT,
            Haystack.DIALECT,
            AutoGen.DIALECT,
            Genkit.DIALECT,
            Flue.DIALECT,
            ClaudeCode.DIALECT,
            Codex.DIALECT,
            GeminiCli.DIALECT,
            Copilot.DIALECT,
            ToolSpans.DIALECT,
            Plain.DIALECT);

    private Dialects() {}
}
