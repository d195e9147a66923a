package dev.plumbline.console.sources;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where every received item went, as the screen shows it.
 *
 * @param total of all minutes of the range, by signal
 * @param last the chosen range, and the words for it
 * @param said what was just done or refused; empty for nothing
 */
record LedgerPage(Card<List<Line>> minutes, List<Line> total, Card<List<Letter>> letters, Range last, String said) {
    private static final int REASONS = 400;
    private static final int WORD = 40;

    /** Minutes with nothing wrong beyond these are in the sums only. */
    private static final int MOST = 200;

    /** A minute, or all of them, of one signal. @param lost whether anything was rejected or dropped */
    record Line(String minute, String signal, List<String> counts, String reasons, boolean lost) {}

    record Letter(long id, String at, String what, String size, String reasons) {}

    record Range(String name, String words, Url here) {}

    public List<String> presets() {
        return List.of("15m", "1h", "6h", "24h");
    }

    public boolean refused() {
        return said.startsWith("refused");
    }

    /** Latest first; those in which something was lost before any that is cut off. */
    static List<Line> minutes(Kept.Minutes ledger) {
        List<Kept.Minute> lost =
                ledger.items().stream().filter(LedgerPage::lost).toList();
        List<Kept.Minute> shown = ledger.items().size() <= MOST ? ledger.items() : lost;
        return shown.stream()
                .limit(MOST)
                .map(minute -> line(minute.minute(), minute))
                .toList();
    }

    static List<Line> total(Kept.Minutes ledger) {
        Map<String, Kept.Minute> sums = new TreeMap<>();
        ledger.items().forEach(minute -> sums.merge(minute.signal(), minute, LedgerPage::sum));
        List<Line> lines = new ArrayList<>();
        sums.values().forEach(sum -> lines.add(line("", sum)));
        return lines;
    }

    static List<Letter> letters(Kept.Letters letters) {
        return letters.items().stream()
                .map(letter -> new Letter(
                        letter.id(),
                        Visible.line(letter.receivedAt(), WORD),
                        Visible.line(letter.signal() + ", " + letter.encoding(), WORD) + ", "
                                + Amount.count(letter.items()) + " items",
                        Amount.bytes(letter.bytes()),
                        Visible.line(letter.reasons(), REASONS)))
                .toList();
    }

    private static Line line(String at, Kept.Minute minute) {
        return new Line(
                Visible.line(at, WORD),
                Visible.line(minute.signal(), WORD),
                List.of(
                        Amount.count(minute.received()),
                        Amount.count(minute.kept().stored()),
                        Amount.count(minute.kept().duplicate()),
                        Amount.count(minute.rejected()),
                        Amount.count(minute.dropped())),
                Visible.line(
                        minute.reasons().entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed())
                                .map(reason -> reason.getKey() + ": " + Amount.count(reason.getValue()))
                                .collect(Collectors.joining("; ")),
                        REASONS),
                lost(minute));
    }

    private static boolean lost(Kept.Minute minute) {
        return minute.rejected() > 0 || minute.dropped() > 0;
    }

    private static Kept.Minute sum(Kept.Minute a, Kept.Minute b) {
        Map<String, Long> reasons = new TreeMap<>(a.reasons());
        b.reasons().forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
        return new Kept.Minute(
                "",
                a.signal(),
                a.received() + b.received(),
                new Kept.Stored(
                        a.kept().stored() + b.kept().stored(),
                        a.kept().duplicate() + b.kept().duplicate()),
                a.rejected() + b.rejected(),
                a.dropped() + b.dropped(),
                reasons);
    }
}
