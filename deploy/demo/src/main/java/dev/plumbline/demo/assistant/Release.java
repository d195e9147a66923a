package dev.plumbline.demo.assistant;

/**
 * A version of the assistant.
 *
 * @param searchesByPlan whether company riders are searched for without the passages for private riders only
 */
public record Release(String version, boolean searchesByPlan) {

    public static final Release V1_4_2 = new Release("1.4.2", false);

    /** Company riders no longer see student prices. */
    public static final Release V1_5_0 = new Release("1.5.0", true);
}
