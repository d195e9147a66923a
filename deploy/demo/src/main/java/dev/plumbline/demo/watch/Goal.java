package dev.plumbline.demo.watch;

/** What must be found; the exit code says which is the first that was not. */
public enum Goal {
    NEW_CLUSTER(4, "a new cluster", "no finding of kind new_cluster"),
    PAGE(5, "a signed page", "no alert with a valid signature reached the webhook of the demo"),
    TRACE(6, "a rebuilt trace", "no trace came back as it was sent");

    private final int exitCode;
    private final String title;
    private final String missing;

    Goal(int exitCode, String title, String missing) {
        this.exitCode = exitCode;
        this.title = title;
        this.missing = missing;
    }

    public int exitCode() {
        return exitCode;
    }

    public String title() {
        return title;
    }

    /** What to say when it was not reached. */
    public String missing() {
        return missing;
    }
}
