package dev.plumbline.demo.watch;

/** What must be found; the exit code says which is the first that was not. */
public enum Goal {
    NEW_CLUSTER(4, "a new cluster", "the first question about it", "no finding of kind new_cluster"),
    PAGE(5, "a signed page", "release 1.5.0", "no page with a valid signature reached the webhook of the demo"),
    TRACE(6, "a rebuilt trace", "the first request", "no trace came back as it was sent");

    private final int exitCode;
    private final String title;
    private final String since;
    private final String missing;

    Goal(int exitCode, String title, String since, String missing) {
        this.exitCode = exitCode;
        this.title = title;
        this.since = since;
        this.missing = missing;
    }

    public int exitCode() {
        return exitCode;
    }

    public String title() {
        return title;
    }

    /** What made it possible to reach. */
    public String since() {
        return since;
    }

    /** What to say when it was not reached. */
    public String missing() {
        return missing;
    }
}
