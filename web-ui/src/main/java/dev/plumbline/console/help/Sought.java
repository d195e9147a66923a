package dev.plumbline.console.help;

import dev.plumbline.console.view.Url;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the search box leads: a trace id, an alert id, or the requests that contain a text. */
final class Sought {
    private static final Pattern TRACE = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ALERT = Pattern.compile("(?:alert[ #:]*)?([0-9]{1,12})", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 200;

    private Sought() {}

    static Url of(String text) {
        String wanted = text.strip();
        if (wanted.isEmpty()) {
            return Url.of("/traces");
        }
        Matcher parent = TRACEPARENT.matcher(wanted);
        if (parent.matches()) {
            return Url.of("/traces/" + parent.group(1));
        }
        if (TRACE.matcher(wanted).matches()) {
            return Url.of("/traces/" + wanted.toLowerCase(Locale.ROOT));
        }
        if (UUID_FORM.matcher(wanted).matches()) {
            return Url.of("/traces/" + wanted.toLowerCase(Locale.ROOT).replace("-", ""));
        }
        Matcher alert = ALERT.matcher(wanted);
        if (alert.matches()) {
            return Url.of("/alerts/" + alert.group(1));
        }
        return Url.of("/traces")
                .with("text", wanted.length() > LONGEST ? wanted.substring(0, LONGEST) : wanted)
                .with("last", "7d");
    }
}
