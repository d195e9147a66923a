package dev.plumbline.standalone.doctor;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param subject what was looked at, in a word or two
 * @param text    what was found, and where it is not well, what to do
 */
public record Finding(Grade grade, String subject, String text) {
    /** How bad it is. */
    public enum Grade {
        OK,
        /** It will run, but perhaps not as well as it could. */
        WARN,
        /** It will not run. */
        FAIL;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Grade.OK, subject, text);
    }

    static Finding warn(String subject, String text) {
        return new Finding(Grade.WARN, subject, text);
    }

    static Finding fail(String subject, String text) {
        return new Finding(Grade.FAIL, subject, text);
    }
}
