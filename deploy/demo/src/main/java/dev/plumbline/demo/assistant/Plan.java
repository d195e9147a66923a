package dev.plumbline.demo.assistant;

/** What a rider has subscribed to. */
public enum Plan {
    PAYG("payg"),
    MONTHLY("monthly"),
    ANNUAL("annual"),
    STUDENT("student"),
    BUSINESS("business");

    private final String label;

    Plan(String label) {
        this.label = label;
    }

    /** The name in telemetry. */
    public String label() {
        return label;
    }
}
