package dev.plumbline.standalone.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** Where a part is in its life. */
public enum Phase {
    /** For a part that it needs. */
    WAITING,
    STARTING,
    READY,
    /** It runs, was ready, and says now that it is not, or says nothing. */
    UNREADY,
    /** It ended by itself and is started again after a pause. */
    RESTARTING,
    /** It did not get ready at the first start, and the supervisor gave up. */
    FAILED,
    STOPPED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Phase of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
