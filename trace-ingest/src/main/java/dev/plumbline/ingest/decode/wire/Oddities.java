package dev.plumbline.ingest.decode.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What was odd about one span or log record, or about the envelope around many. {@link #changes} is what the sender must
 * hear: the item is stored otherwise than it was sent.
 */
public final class Oddities {
    /** More attributes, events or links of one item than this are cut. */
    public static final int MOST = 10_000;

    /** Longer attribute keys are cut, and a hash put behind them. */
    public static final int LONGEST_KEY = 1000;

    private static final int MOST_NOTES = 20;

    private boolean brokenText;
    private boolean nul;
    private boolean tooDeep;
    private int longKeys;
    private int cutAttributes;
    private int cutEvents;
    private int cutLinks;
    private final List<String> others = new ArrayList<>();

    public void brokenText() {
        brokenText = true;
    }

    public void nul() {
        nul = true;
    }

    public void tooDeep() {
        tooDeep = true;
    }

    public void cutAttribute() {
        cutAttributes++;
    }

    public void cutEvent() {
        cutEvents++;
    }

    public void cutLink() {
        cutLinks++;
    }

    public void other(String change) {
        if (others.size() < MOST_NOTES) {
            others.add(change);
        }
    }

    /** The key, cut when it is too long. */
    public String key(String key) {
        if (key.length() <= LONGEST_KEY) {
            return key;
        }
        longKeys++;
        return key.substring(0, LONGEST_KEY) + "#" + Integer.toHexString(key.hashCode());
    }

    /** In words; empty when everything is stored as it was sent. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>(others);
        add(changes, brokenText, "invalid UTF-8 replaced by U+FFFD");
        add(changes, tooDeep, "values " + ProtoValues.TOO_DEEP + " replaced");
        add(changes, longKeys > 0, longKeys + " keys longer than " + LONGEST_KEY + " characters cut");
        add(changes, cutAttributes > 0, cutAttributes + " attributes beyond " + MOST + " dropped");
        add(changes, cutEvents > 0, cutEvents + " events beyond " + MOST + " dropped");
        add(changes, cutLinks > 0, cutLinks + " links beyond " + MOST + " dropped");
        return changes;
    }

    /** What is stored beside the item: the changes, and what readers should know. */
    public List<String> notes() {
        List<String> notes = changes();
        add(notes, nul, "text with NUL");
        return notes;
    }

    private static void add(List<String> list, boolean holds, String note) {
        if (holds) {
            list.add(note);
        }
    }
}
