package dev.plumbline.contracts.trace;

/** What a span does in an AI feature, whatever dialect reported it; {@link #SPAN} is everything else. */
public enum SpanKind {
    LLM,
    EMBEDDING,
    RETRIEVER,
    RERANKER,
    TOOL,
    AGENT,
    CHAIN,
    GUARDRAIL,
    EVALUATOR,
    PROMPT,
    MEMORY,
    SPAN;

    /** Whether token usage reported here is the span's own, not a sum over its children. */
    public boolean countsTokens() {
        return this == LLM || this == EMBEDDING || this == RERANKER;
    }
}
