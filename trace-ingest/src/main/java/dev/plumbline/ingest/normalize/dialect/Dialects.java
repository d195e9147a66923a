package dev.plumbline.ingest.normalize.dialect;

import java.util.List;

/** The dialects in order of precedence: the standard as it is now, as it was, then the libraries' own. */
public final class Dialects {
    public static final List<Dialect> ALL =
            List.of(new GenAi(), new GenAiEvents(), new OpenInference(), new Traceloop(), new VercelAi(), new Plain());

    private Dialects() {}
}
