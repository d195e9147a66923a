package dev.plumbline.console.frame;

import dev.plumbline.console.access.Caller;
import dev.plumbline.console.assets.Assets;
import dev.plumbline.console.guard.OpenRule;
import dev.plumbline.console.project.Project;
import dev.plumbline.console.project.Projects;
import dev.plumbline.console.view.Moment;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** Makes the frame of the screen that is being asked for. */
@ApplicationScoped
public class Frames {
    static final String THEME_COOKIE = "theme";

    private final Projects projects;
    private final OpenRule open;
    private final Clock clock;
    private final Frame.Files files;

    Frames(Projects projects, OpenRule open, Clock clock, Assets assets) {
        this.projects = projects;
        this.open = open;
        this.clock = clock;
        this.files = new Frame.Files(
                assets.url("console.css"),
                assets.url("console.js"),
                assets.url("htmx.js"),
                assets.url("chart.js"),
                assets.url("series.js"),
                assets.url("plumbline.svg"));
    }

    /**
     * @param section the item of the navigation that is current
     * @throws dev.plumbline.console.view.BadQuery when the query names a project that is not there
     */
    public Frame of(RoutingContext call, String section) {
        Project project = projects.named(call.queryParams().get("project"));
        return frame(call, section, new Frame.Chosen(project, projects.all()));
    }

    /** The frame around an error: reads nothing, so it can always be made. */
    public Frame plain(RoutingContext call) {
        return frame(call, "", new Frame.Chosen(Project.DEFAULT, List.of(Project.DEFAULT)));
    }

    private Frame frame(RoutingContext call, String section, Frame.Chosen chosen) {
        return new Frame(
                section,
                chosen,
                theme(call.request().getCookie(THEME_COOKIE)),
                call.request().uri(),
                who(call),
                Moment.second(clock.instant()),
                files);
    }

    /** In whose name a change is asked for. */
    public static String actor(RoutingContext call) {
        Caller caller = call.get(Caller.KEY);
        return caller == null ? Caller.NOBODY.name() : caller.name();
    }

    /** The project that a form names; the first where it names none. */
    public static int project(@Nullable String said) {
        return said != null && said.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(said) : 1;
    }

    private Who who(RoutingContext call) {
        Caller caller = call.get(Caller.KEY);
        return new Who(caller == null ? Caller.NOBODY : caller, open.beyondThisMachine());
    }

    private static String theme(@Nullable Cookie cookie) {
        String theme = cookie == null ? "" : cookie.getValue();
        return theme.equals("light") || theme.equals("dark") ? theme : "";
    }
}
