package dev.plumbline.console.project;

/** An owner of traces, as the header lists them. */
public record Project(int id, String name) {
    /** Takes what arrives without a key. */
    public static final Project DEFAULT = new Project(1, "default");
}
