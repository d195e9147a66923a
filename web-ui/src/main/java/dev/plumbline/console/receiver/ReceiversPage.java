package dev.plumbline.console.receiver;

import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The receivers as the screen shows them.
 *
 * @param secret a secret that was just made, shown once; empty for none
 * @param said what was just done or refused; empty for nothing
 */
record ReceiversPage(Card<List<Line>> receivers, String secret, String said) {
    private static final int NAME = 80;
    private static final int LINE = 300;
    private static final Set<String> SIGNED = Set.of("standard", "alertmanager");

    /**
     * @param path its name as a path holds it
     * @param signed whether it has a secret that can be made anew here
     */
    record Line(String path, String name, String where, String hears, String state, boolean signed) {
        public boolean told() {
            return state.isEmpty();
        }

        static Line of(ReceiverClient.Receiver receiver) {
            ReceiverClient.Wants wants = receiver.wants();
            String alerts = wants.matchers().isEmpty()
                    ? "every alert"
                    : wants.matchers().stream()
                            .map(matcher -> matcher.path("name").asText() + " "
                                    + matcher.path("op").asText() + " "
                                    + matcher.path("value").asText())
                            .collect(Collectors.joining(", "));
            ReceiverClient.Heartbeat beat = wants.heartbeat();
            return new Line(
                    Url.encode(receiver.name()),
                    Visible.line(receiver.name(), NAME),
                    Visible.line(wants.encoding() + ", " + receiver.url(), LINE),
                    Visible.line(
                            alerts
                                    + (beat == null
                                            ? ""
                                            : "; a heartbeat every " + beat.seconds() + " s" + failed(beat))
                                    + (wants.fallback() == null ? "" : "; falls back to " + wants.fallback()),
                            LINE),
                    Visible.line(receiver.disabledWhy(), LINE),
                    SIGNED.contains(wants.encoding()));
        }

        private static String failed(ReceiverClient.Heartbeat beat) {
            return beat.lastError() == null ? "" : ", the last failed: " + beat.lastError();
        }
    }

    public boolean refused() {
        return said.startsWith("refused");
    }
}
