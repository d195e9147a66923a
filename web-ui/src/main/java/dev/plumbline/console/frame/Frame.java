package dev.plumbline.console.frame;

import dev.plumbline.console.project.Project;
import dev.plumbline.console.view.Url;

import java.util.List;

/**
 * What every screen shows around its content.
 *
 * @param section the item of the navigation that is current; empty for none
 * @param theme {@code light}, {@code dark} or empty to follow the system
 * @param here the screen's own address, to come back to
 * @param who looks at it
 * @param now the server's time, with its zone
 */
public record Frame(String section, Chosen chosen, String theme, String here, Who who, String now, Files files) {

    /** The project on the screen and those to choose from. */
    public record Chosen(Project project, List<Project> all) {
        public boolean several() {
            return all.size() > 1;
        }
    }

    /** Where the pages' files are. */
    public record Files(String css, String script, String htmx, String chart, String series, String icon) {}

    /** A link within the same project. */
    public Url to(String path) {
        Url url = Url.of(path);
        return isDefaultProject()
                ? url
                : url.with("project", String.valueOf(chosen.project().id()));
    }

    /** The screen of a trace. */
    public Url trace(String traceId) {
        return to("/traces/" + traceId);
    }

    /** The screen of a session; a name that a path cannot hold stands in the query. */
    public Url session(String id) {
        return id.matches("[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
                ? to("/sessions/" + id)
                : to("/sessions").with("id", id);
    }

    /** Two requests side by side. */
    public Url compare(String a, String b) {
        return to("/compare").with("a", a).with("b", b);
    }

    /** The screen of an alert. */
    public Url alert(String id) {
        return to("/alerts/" + Url.encode(id));
    }

    /** The screen of a drift finding. */
    public Url finding(String id) {
        return to("/drift/findings/" + Url.encode(id));
    }

    public boolean isDefaultProject() {
        return chosen.project().id() == Project.DEFAULT.id();
    }

    public boolean in(String name) {
        return section.equals(name);
    }

    /** The theme that the switch offers next. */
    public String nextTheme() {
        return switch (theme) {
            case "light" -> "dark";
            case "dark" -> "auto";
            default -> "light";
        };
    }

    /** The switch's label. */
    public String themeName() {
        return theme.isEmpty() ? "auto" : theme;
    }
}
