package dev.plumbline.console.sources;

import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Visible;

import java.util.List;

/**
 * The projects as the screen shows them.
 *
 * @param said why something was refused, or what was done; empty for nothing
 */
record ProjectsPage(Card<List<Line>> projects, String said) {
    private static final int NAME = 80;

    /** @param name as its owner has it, for links; {@code limit} empty for none */
    record Line(String name, String title, String limit, String days) {
        static Line of(Kept.Project project) {
            return new Line(
                    project.name(),
                    Visible.line(project.name(), NAME),
                    project.spansPerSecond() == null ? "" : String.valueOf(project.spansPerSecond()),
                    String.valueOf(project.retentionDays()));
        }
    }

    /** What a project takes out of what it is sent. @param policy JSON, as stored or as somebody wrote it */
    record Privacy(String name, String title, Card<String> policy, String problem) {}

    public List<String> classes() {
        return List.of("7", "30", "90", "400");
    }

    public boolean refused() {
        return said.startsWith("refused");
    }
}
