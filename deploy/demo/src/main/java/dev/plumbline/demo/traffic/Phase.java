package dev.plumbline.demo.traffic;

/** What goes on while traffic is played. */
public enum Phase {
    HEALTHY("a healthy day", 0.0),
    NEW_TOPIC("a topic appears that no article covers", 0.57),
    NEW_RELEASE("release 1.5.0 is out, the new topic goes on", 0.77);

    private final String title;
    private final double from;

    Phase(String title, double from) {
        this.title = title;
        this.from = from;
    }

    public String title() {
        return title;
    }

    /** The share of all sessions after which it begins. */
    public double from() {
        return from;
    }

    /** The phase in which a share of the sessions has begun. */
    public static Phase at(double share) {
        Phase now = HEALTHY;
        for (Phase phase : values()) {
            if (share >= phase.from) {
                now = phase;
            }
        }
        return now;
    }

    /**
     * The probability that a session is about the new topic: it starts with 3 %, grows over a tenth of the sessions and
     * stays at 16 %.
     *
     * @param share of all sessions that have begun, 0 to 1
     */
    public static double newTopicShare(double share) {
        double grown = (share - NEW_TOPIC.from) / 0.10;
        return grown < 0 ? 0 : 0.03 + 0.13 * Math.min(1, grown);
    }
}
