package dev.plumbline.contracts.scan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Cards, IBANs and telephone numbers; each method gives the end of what begins at a place, or that place. */
final class Numbers {
    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;
    private static final int LONGEST_IBAN = 34;
    private static final int SHORTEST_PHONE = 8;
    private static final int LONGEST_PHONE = 15;

    /** Separators between two groups of a telephone number, as in {@code 030 / 901}. */
    private static final int LONGEST_GAP = 3;

    /** Registry of ISO 13616: characters by country. */
    private static final Map<String, Integer> IBAN_LENGTHS = lengths(
            "NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21 BG22"
                    + " BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 TL23 AD24 CZ24 ES24 MD24 PK24"
                    + " RO24 SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28"
                    + " BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31"
                    + " SC31 LC32 RU33");

    private Numbers() {}

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : table.split(" ")) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    /** 13 to 19 digits, in groups or not, whose check digit holds. */
    static int card(String text, int start) {
        int digits = 0;
        int sum = 0;
        int[] seen = new int[LONGEST_CARD];
        int at = start;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                if (digits == LONGEST_CARD) {
                    return start;
                }
                seen[digits++] = c - '0';
            } else if (!(c == ' ' || c == '-') || digits == 0 || !isDigitAt(text, at + 1)) {
                break;
            }
        }
        if (digits < SHORTEST_CARD || seen[0] < 2 || seen[0] > 6 || isWordAt(text, at)) {
            return start;
        }
        for (int i = 0; i < digits; i++) {
            int digit = seen[digits - 1 - i];
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 ? at : start;
    }

    /** Two letters of a country, two check digits, and as many characters as that country has. */
    static int iban(String text, int start) {
        if (start + 4 > text.length() || !isDigit(text.charAt(start + 2)) || !isDigit(text.charAt(start + 3))) {
            return start;
        }
        Integer wanted = IBAN_LENGTHS.get(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
        if (wanted == null) {
            return start;
        }
        StringBuilder iban = new StringBuilder(LONGEST_IBAN);
        int at = start;
        for (; at < text.length() && iban.length() < wanted; at++) {
            char c = text.charAt(at);
            if (Scan.isWord(c) && c != '_') {
                iban.append(Character.toUpperCase(c));
            } else if (c != ' ' || iban.length() % 4 != 0) {
                break;
            }
        }
        return iban.length() == wanted && !isWordAt(text, at) && remainder(iban) == 1 ? at : start;
    }

    private static int remainder(StringBuilder iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            char c = iban.charAt((i + 4) % iban.length());
            remainder = isDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
        }
        return remainder;
    }

    /**
     * With {@code +} or {@code 00} and 8 to 15 digits; with a leading zero and 9 to 12 digits in groups; or three, three
     * and four digits, which may stand behind a 1.
     */
    static int phone(String text, int start) {
        StringBuilder digits = new StringBuilder(LONGEST_PHONE);
        StringBuilder groups = new StringBuilder();
        int at = start + (text.charAt(start) == '+' ? 1 : 0);
        int group = 0;
        int end = start;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                if (digits.length() == LONGEST_PHONE + 2) {
                    return start;
                }
                digits.append(c);
                group++;
                end = at + 1;
            } else if (isSeparator(c) && at + 1 < text.length() && at - end < LONGEST_GAP) {
                if (group > 0) {
                    groups.append((char) ('0' + Math.min(group, 9)));
                }
                group = 0;
            } else {
                break;
            }
        }
        if (group > 0) {
            groups.append((char) ('0' + Math.min(group, 9)));
        }
        return isWordAt(text, end) || !isPhone(text.charAt(start) == '+', digits, groups.toString()) ? start : end;
    }

    private static boolean isPhone(boolean plus, StringBuilder digits, String groups) {
        int count = digits.length();
        if (plus) {
            return count >= SHORTEST_PHONE && count <= LONGEST_PHONE && digits.charAt(0) != '0';
        }
        if (count > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0') {
            return count >= SHORTEST_PHONE + 2 && count <= LONGEST_PHONE + 2;
        }
        if (groups.equals("334") || groups.equals("1334")) {
            return true;
        }
        return count >= 9 && count <= 12 && digits.charAt(0) == '0' && groups.length() >= 2 && groups.length() <= 5;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
    }

    /** Behind the digits that begin here, so that no run of digits is looked at again; at least one further. */
    static int endOfDigits(String text, int start) {
        int at = start + 1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDigitAt(String text, int at) {
        return at < text.length() && isDigit(text.charAt(at));
    }

    private static boolean isWordAt(String text, int at) {
        return at < text.length() && Scan.isWord(text.charAt(at));
    }
}
