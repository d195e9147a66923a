package dev.plumbline.console.compare;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Request;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Another request with the same question.
 *
 * @param differs the components of the fingerprint that are not the same; empty when the model saw the same
 * @param answer one line of it
 */
public record Similar(String time, String exact, String release, String differs, String answer, Links links) {
    private static final int SHOWN = 10;
    private static final int LINE = 160;
    private static final int NAME = 60;

    /** @param compare both side by side */
    public record Links(String trace, String compare) {}

    /** Those that differ least, of these the latest. */
    public static List<Similar> of(Request request, List<Request> others, Frame frame) {
        return others.stream()
                .sorted(Comparator.<Request>comparingInt(
                                other -> differing(request, other).size())
                        .thenComparing(other -> -other.time().startNano()))
                .limit(SHOWN)
                .map(other -> of(request, other, frame))
                .toList();
    }

    private static Similar of(Request request, Request other, Frame frame) {
        Instant start = Moment.of(other.time().startNano());
        return new Similar(
                Moment.minute(start),
                Moment.exact(start),
                text(other.origin().release()),
                String.join(", ", differing(request, other)),
                Visible.line(other.text().output(), LINE),
                new Links(
                        frame.trace(other.ref().traceId()).toString(),
                        frame.compare(name(request), name(other)).toString()));
    }

    private static String name(Request request) {
        return request.ref().traceId() + "." + request.ref().spanId();
    }

    private static List<String> differing(Request request, Request other) {
        Fingerprint one = request.text().fingerprint();
        Fingerprint two = other.text().fingerprint();
        List<String> names = new ArrayList<>();
        add(names, "model", one.model(), two.model());
        add(names, "system", one.system(), two.system());
        add(names, "tools", one.tools(), two.tools());
        add(names, "context", one.context(), two.context());
        add(names, "history", one.history(), two.history());
        return names;
    }

    private static void add(List<String> names, String name, String one, String two) {
        if (!one.equals(two)) {
            names.add(name);
        }
    }

    private static String text(@Nullable String release) {
        return Visible.line(release, NAME);
    }
}
