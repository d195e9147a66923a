package dev.plumbline.console.rebuild;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.tracestore.fingerprint.Components;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentDiffTest {

    private static Components seen(String system, List<String> turns, String schema) {
        List<Message> input = new ArrayList<>();
        input.add(Message.text("system", system));
        turns.forEach(turn -> input.add(Message.text("user", turn)));
        return Components.of(
                "m-1",
                new Content(
                        Map.of("temperature", 0.5),
                        input,
                        List.of(),
                        List.of(new ToolDefinition("find", null, schema)),
                        List.of()),
                List.of(new Document("d1", "30 days", 0.9)));
    }

    private static ComponentDiff of(String component, Components one, Components other) {
        return ComponentDiff.of(one, other).stream()
                .filter(diff -> diff.component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sameRequests_haveNoChanges() {
        Components seen = seen("Be kind.", List.of("a", "b"), "{}");

        assertThat(ComponentDiff.of(seen, seen)).hasSize(6).allSatisfy(diff -> {
            assertThat(diff.same()).isTrue();
            assertThat(diff.changes()).isEmpty();
        });
    }

    @Test
    void changedText_showsOnlyWhatDiffers_andOnlyInItsComponent() {
        Components one = seen("Be kind. Be brief 😀.", List.of("a"), "{}");
        Components other = seen("Be kind. Be terse 😁.", List.of("a"), "{}");

        List<ComponentDiff> diffs = ComponentDiff.of(one, other);

        assertThat(diffs.stream().filter(diff -> !diff.same()))
                .extracting(ComponentDiff::component)
                .containsExactly("system");
        assertThat(of("system", one, other).changes())
                .containsExactly(new ComponentDiff.Change("/0/parts/0/text", "changed", "brief 😀", "terse 😁", 12));
    }

    @Test
    void insertedMessage_isAddedAndNothingElseChanges() {
        Components one = seen("s", List.of("a", "c", "last"), "{}");
        Components other = seen("s", List.of("a", "b", "c", "last"), "{}");

        assertThat(of("history", one, other).changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo("added");
            assertThat(change.path()).isEqualTo("/1");
        });
        assertThat(of("history", other, one).changes())
                .singleElement()
                .extracting(ComponentDiff.Change::kind)
                .isEqualTo("removed");
    }

    @Test
    void changedSchema_isFollowedToItsKey_escaped() {
        Components one = seen("s", List.of("a"), "{\"properties\":{\"a/b\":{\"type\":\"string\"}}}");
        Components other = seen("s", List.of("a"), "{\"properties\":{\"a/b\":{\"type\":\"number\"},\"c\":{}}}");

        assertThat(of("tools", one, other).changes())
                .extracting(ComponentDiff.Change::path)
                .containsExactly("/0/parameters/properties/a~1b/type", "/0/parameters/properties/c");
    }

    @Test
    void moreChangesThanTold_areCutAndSaySo() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            first.add("a" + i);
            second.add("b" + i);
        }
        ComponentDiff diff = of("history", seen("s", first, "{}"), seen("s", second, "{}"));

        assertThat(diff.changes()).hasSize(100);
        assertThat(diff.cut()).isTrue();
    }
}
