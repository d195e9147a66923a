package dev.plumbline.alerting.route;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The matchers of a route or of one side of a rule: {@code matchers}, and the older {@code match} and {@code match_re}. */
final class MatcherNodes {
    private MatcherNodes() {}

    /** @param side what stands before the fields' names */
    static List<LabelMatcher> of(JsonNode node, String side, String path) {
        List<LabelMatcher> all = new ArrayList<>();
        map(node.path(side + "match"), "=", path + "." + side + "match", all);
        map(node.path(side + "match_re"), "=~", path + "." + side + "match_re", all);
        String field = path + "." + side + "matchers";
        RoutingFile.texts(node.path(side + "matchers"), field, LabelMatcher::parseAll)
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    private static void map(JsonNode node, String op, String path, List<LabelMatcher> all) {
        if (!node.isMissingNode() && !node.isObject()) {
            throw new IllegalArgumentException(path + " must be labels with values");
        }
        node.fields()
                .forEachRemaining(entry -> all.add(RoutingFile.said(
                        path,
                        () -> LabelMatcher.of(
                                entry.getKey(), op, entry.getValue().asText()))));
    }
}
