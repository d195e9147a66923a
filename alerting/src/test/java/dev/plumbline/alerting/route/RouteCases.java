package dev.plumbline.alerting.route;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Routing files and labels drawn at random, in the words of Alertmanager. */
final class RouteCases {
    private static final List<String> NAMES = List.of("feature", "kind", "subject", "severity");
    private static final List<String> VALUES =
            List.of("support", "search", "quality", "drift", "page", "ticket", "a.b");
    private static final List<String> EXPRESSIONS =
            List.of("s.*", "support|search", ".+", ".*", "", "qual", "(?i)PAGE", "a.b", "a\\\\.b", "[pt].*t?");

    private final Random random;
    private int receivers;

    RouteCases(long seed) {
        random = new Random(seed);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        for (String name : NAMES) {
            if (random.nextInt(4) > 0) {
                labels.put(name, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        labels.put("case", String.valueOf(random.nextInt(100)));
        return labels;
    }

    String matcher() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String op = List.of("=", "!=", "=~", "!~").get(random.nextInt(4));
        List<String> from = op.endsWith("~") ? EXPRESSIONS : VALUES;
        String value = random.nextInt(6) == 0 ? "" : from.get(random.nextInt(from.size()));
        String space = random.nextBoolean() ? " " : "";
        return name + space + op + space + "\"" + value + "\"";
    }

    String file() {
        receivers = 0;
        StringBuilder tree = new StringBuilder("route:\n  receiver: r0\n  group_by: [feature]\n");
        routes(tree, "  ", 3);
        StringBuilder file = new StringBuilder("receivers:\n");
        for (int i = 0; i <= receivers; i++) {
            file.append("- name: r").append(i).append('\n');
        }
        return file.append(tree).toString();
    }

    private void routes(StringBuilder tree, String indent, int depth) {
        int children = depth == 0 ? 0 : random.nextInt(4);
        if (children == 0) {
            return;
        }
        tree.append(indent).append("routes:\n");
        for (int child = 0; child < children; child++) {
            tree.append(indent)
                    .append("- continue: ")
                    .append(random.nextInt(3) == 0)
                    .append('\n');
            if (random.nextInt(5) > 0) {
                tree.append(indent).append("  receiver: r").append(++receivers).append('\n');
            }
            if (random.nextInt(6) == 0) {
                tree.append(indent).append("  match: {kind: quality}\n");
            }
            tree.append(indent).append("  matchers:\n");
            for (int i = 0; i <= random.nextInt(2); i++) {
                tree.append(indent).append("  - '").append(matcher()).append("'\n");
            }
            routes(tree, indent + "  ", depth - 1);
        }
    }
}
