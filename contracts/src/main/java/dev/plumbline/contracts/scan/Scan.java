package dev.plumbline.contracts.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds personal data and secrets in one pass over the text, without regular expressions. Every character is looked at a
 * bounded number of times, whatever the text.
 */
public final class Scan {
    private final String text;
    private final List<Finding> findings = new ArrayList<>();

    private Scan(String text) {
        this.text = text;
    }

    /** Something at {@code [start, end)}. */
    public record Finding(Kind kind, int start, int end) {}

    /** In order, without overlaps. */
    public static List<Finding> of(String text) {
        Scan scan = new Scan(text);
        int at = 0;
        while (at < text.length()) {
            at = scan.step(at);
        }
        return scan.findings;
    }

    private int step(int at) {
        char c = text.charAt(at);
        if (c == '@') {
            return email(at);
        }
        if (c >= 0x80 || c <= ' ') {
            return at + 1;
        }
        if (c == '-') {
            return found(Kind.SECRET, at, Secrets.pem(text, at));
        }
        if (!isWord(c) && c != '+' && c != '(' || at > 0 && isWord(text.charAt(at - 1))) {
            return at + 1;
        }
        int secret = Secrets.end(text, at);
        if (secret > at) {
            return found(Kind.SECRET, at, secret);
        }
        if (Character.isLetter(c)) {
            return found(Kind.IBAN, at, Numbers.iban(text, at));
        }
        int card = Numbers.card(text, at);
        if (card > at) {
            return found(Kind.CARD, at, card);
        }
        int phone = Numbers.phone(text, at);
        return phone > at ? found(Kind.PHONE, at, phone) : Numbers.endOfDigits(text, at);
    }

    private int found(Kind kind, int start, int end) {
        if (end <= start) {
            return start + 1;
        }
        findings.add(new Finding(kind, start, end));
        return end;
    }

    private int email(int at) {
        int start = at;
        while (start > 0 && isLocal(text.charAt(start - 1))) {
            start--;
        }
        int end = domain(at + 1);
        if (start == at || end < 0) {
            return at + 1;
        }
        while (!findings.isEmpty() && findings.get(findings.size() - 1).end() > start) {
            start = Math.min(start, findings.remove(findings.size() - 1).start());
        }
        return found(Kind.EMAIL, start, end);
    }

    /** The end of a domain of two labels or more; -1 when there is none. */
    private int domain(int from) {
        int end = -1;
        int label = from;
        int at = from;
        while (at <= text.length()) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            if (Character.isLetterOrDigit(c) || c == '-') {
                at++;
                continue;
            }
            boolean named = at - label >= 2 && Character.isLetter(text.charAt(label));
            if (label > from && named) {
                end = at;
            }
            if (c != '.' || at == label) {
                return end;
            }
            at++;
            label = at;
        }
        return end;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
    }

    /** ASCII letters, digits and the underscore: what a word of a number or key is made of. */
    static boolean isWord(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
    }
}
