package dev.plumbline.console.review;

/** A request of a draw, by its ids. */
record Item(String traceId, String spanId) {
    private static final String FORM = "[0-9a-f]{32}-[0-9a-f]{16}";

    /** As it stands in a URL: {@code traceId-spanId}. */
    String text() {
        return traceId + "-" + spanId;
    }

    static boolean is(String text) {
        return text.matches(FORM);
    }

    /** @param text for which {@link #is} holds */
    static Item of(String text) {
        return new Item(text.substring(0, 32), text.substring(33));
    }
}
