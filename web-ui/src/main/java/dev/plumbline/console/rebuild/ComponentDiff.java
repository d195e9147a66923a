package dev.plumbline.console.rebuild;

import dev.plumbline.tracestore.fingerprint.CanonicalJson;
import dev.plumbline.tracestore.fingerprint.Components;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a component of one request differs from that of another.
 *
 * @param component one of {@link Components#NAMES}
 * @param a its digest in the first request
 * @param b its digest in the second
 * @param changes what differs, at most {@value #MAX_CHANGES}; empty when nothing does
 * @param cut whether there are more changes than are told
 */
public record ComponentDiff(String component, boolean same, String a, String b, List<Change> changes, boolean cut) {
    private static final int MAX_CHANGES = 100;

    /**
     * One difference.
     *
     * @param path JSON pointer (RFC 6901) to the value, in the second request unless it is only in the first
     * @param kind {@code added}, {@code removed} or {@code changed}
     * @param a the value in the first request; of a text only what differs
     * @param b the value in the second
     * @param at for a text the number of characters before the difference; null otherwise
     */
    public record Change(
            String path,
            String kind,
            @Nullable Object a,
            @Nullable Object b,
            @Nullable Integer at) {}

    /** All components, in the order in which they are hashed. */
    public static List<ComponentDiff> of(Components one, Components other) {
        Map<String, String> a = Components.digests(one.fingerprint());
        Map<String, String> b = Components.digests(other.fingerprint());
        return Components.NAMES.stream()
                .map(name -> {
                    String first = String.valueOf(a.get(name));
                    String second = String.valueOf(b.get(name));
                    Walk walk = new Walk();
                    if (!first.equals(second)) {
                        walk.compare("", one.values().get(name), other.values().get(name));
                    }
                    return new ComponentDiff(name, first.equals(second), first, second, walk.changes, walk.cut);
                })
                .toList();
    }

    private static final class Walk {
        private final List<Change> changes = new ArrayList<>();
        private boolean cut;

        void compare(String path, @Nullable Object a, @Nullable Object b) {
            if (CanonicalJson.write(a).equals(CanonicalJson.write(b))) {
                return;
            }
            if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
                TreeSet<String> keys = new TreeSet<>();
                first.keySet().forEach(key -> keys.add(String.valueOf(key)));
                second.keySet().forEach(key -> keys.add(String.valueOf(key)));
                keys.forEach(key -> entry(path + "/" + escaped(key), first.get(key), second.get(key)));
            } else if (a instanceof List<?> first && b instanceof List<?> second) {
                lists(path, first, second);
            } else if (a instanceof String first && b instanceof String second) {
                texts(path, first, second);
            } else {
                add(new Change(path, "changed", a, b, null));
            }
        }

        private void entry(String path, @Nullable Object a, @Nullable Object b) {
            if (a == null) {
                add(new Change(path, "added", null, b, null));
            } else if (b == null) {
                add(new Change(path, "removed", a, null, null));
            } else {
                compare(path, a, b);
            }
        }

        /** What both lists begin and end with is the same; the rest is compared in pairs. */
        private void lists(String path, List<?> a, List<?> b) {
            int start = 0;
            while (start < Math.min(a.size(), b.size()) && same(a.get(start), b.get(start))) {
                start++;
            }
            int end = 0;
            while (end < Math.min(a.size(), b.size()) - start
                    && same(a.get(a.size() - 1 - end), b.get(b.size() - 1 - end))) {
                end++;
            }
            int both = Math.min(a.size(), b.size()) - end;
            for (int i = start; i < Math.max(a.size(), b.size()) - end; i++) {
                String item = path + "/" + i;
                if (i < both) {
                    compare(item, a.get(i), b.get(i));
                } else if (i < a.size() - end) {
                    add(new Change(item, "removed", a.get(i), null, null));
                } else {
                    add(new Change(item, "added", null, b.get(i), null));
                }
            }
        }

        /** Only what lies between the common beginning and the common end. */
        private void texts(String path, String a, String b) {
            int start = 0;
            while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
                start++;
            }
            if (start > 0 && Character.isHighSurrogate(a.charAt(start - 1))) {
                start--;
            }
            int end = 0;
            while (end < Math.min(a.length(), b.length()) - start
                    && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
                end++;
            }
            if (end > 0 && Character.isLowSurrogate(a.charAt(a.length() - end))) {
                end--;
            }
            add(new Change(
                    path,
                    "changed",
                    a.substring(start, a.length() - end),
                    b.substring(start, b.length() - end),
                    start));
        }

        private void add(Change change) {
            if (changes.size() < MAX_CHANGES) {
                changes.add(change);
            } else {
                cut = true;
            }
        }

        private static boolean same(@Nullable Object a, @Nullable Object b) {
            return CanonicalJson.write(a).equals(CanonicalJson.write(b));
        }

        private static String escaped(String key) {
            return key.replace("~", "~0").replace("/", "~1");
        }
    }
}
