package dev.plumbline.console.project;

import dev.plumbline.console.view.BadQuery;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The projects for the header's switch, read again after a moment; a page never fails because of them. */
@ApplicationScoped
public class Projects {
    private static final Logger LOG = Logger.getLogger(Projects.class);
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** A project that was made just now is found, and guesses do not reach the store one by one. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private record Read(List<Project> projects, Instant at) {}

    private final ProjectStore store;
    private final Clock clock;
    private volatile Read last = new Read(List.of(Project.DEFAULT), Instant.MIN);

    Projects(ProjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public List<Project> all() {
        return notOlderThan(FRESH);
    }

    private List<Project> notOlderThan(Duration age) {
        Read known = last;
        Instant now = clock.instant();
        if (known.at().isAfter(now.minus(age))) {
            return known.projects();
        }
        try {
            last = new Read(List.copyOf(store.all()), now);
        } catch (SQLException e) {
            LOG.debug("The projects could not be read", e);
            last = new Read(known.projects(), now);
        }
        return last.projects();
    }

    /**
     * @param project the query's {@code project}: an id or a name; null for the default project
     * @throws BadQuery when there is no such project
     */
    public Project named(@Nullable String project) {
        if (project == null || project.isBlank()) {
            return all().stream()
                    .filter(known -> known.id() == Project.DEFAULT.id())
                    .findFirst()
                    .orElse(Project.DEFAULT);
        }
        return find(all(), project)
                .or(() -> find(notOlderThan(A_MOMENT), project))
                .orElseThrow(() -> new BadQuery("project", "There is no such project."));
    }

    private static Optional<Project> find(List<Project> projects, String project) {
        return projects.stream()
                .filter(known -> String.valueOf(known.id()).equals(project)
                        || known.name().equals(project))
                .findFirst();
    }

    /** The id of {@link #named}. */
    public int id(@Nullable String project) {
        return named(project).id();
    }
}
