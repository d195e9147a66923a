package dev.plumbline.alerting.definition;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.trouble.TroubleStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows the files of the rules' directory. Each is taken whole or not at all: one with a mistake leaves in force what it
 * said before, takes no other down, and has a ticket that names file, rule and field until it is mended. A file that is
 * gone takes its rules with it; a directory that is gone does not.
 */
@Singleton
public class DirectoryWatch {
    /** The feature of tickets that are about no feature. */
    static final String FEATURE = "plumbline-alerting";

    private static final Logger LOG = Logger.getLogger(DirectoryWatch.class);
    private static final int PROJECT = 1;

    private final DirectoryStore directory;
    private final DefinitionStore rules;
    private final TroubleStore troubles;
    private final Optional<Path> path;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Set<String> unreadable = new TreeSet<>();

    DirectoryWatch(
            DirectoryStore directory,
            DefinitionStore rules,
            TroubleStore troubles,
            AlertingConfig config,
            Clock clock) {
        this.directory = directory;
        this.rules = rules;
        this.troubles = troubles;
        this.path = config.rulesDirectory();
        this.clock = clock;
    }

    private record Seen(DirectoryStore.Found found, FileState state) {}

    /** A file as it was last taken. @param error empty when its rules are in force */
    record FileState(String file, Instant readAt, String error) {}

    /** Every file that is followed, in order. */
    List<FileState> files() {
        return new TreeMap<>(seen).values().stream().map(Seen::state).toList();
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws SQLException {
        tellUnreadable();
        if (path.isPresent()) {
            look(path.get());
        }
    }

    private void tellUnreadable() throws SQLException {
        Map<String, String> now = rules.unreadable();
        for (String rule : unreadable) {
            if (!now.containsKey(rule)) {
                troubles.end(new TroubleStore.Place(PROJECT, FEATURE, "rule " + rule));
            }
        }
        unreadable.retainAll(now.keySet());
        for (Map.Entry<String, String> rule : now.entrySet()) {
            if (unreadable.add(rule.getKey())) {
                troubles.raise(
                        new TroubleStore.Place(PROJECT, FEATURE, "rule " + rule.getKey()),
                        "it cannot be read: " + rule.getValue() + ".");
            }
        }
    }

    private void look(Path path) throws SQLException {
        TroubleStore.Place place = new TroubleStore.Place(PROJECT, FEATURE, "rules directory");
        TreeMap<String, DirectoryStore.Found> files;
        try {
            files = directory.read(path);
        } catch (IOException e) {
            if (seen.put("", state("", new DirectoryStore.Found("", ""), "cannot be read")) == null) {
                troubles.raise(place, "the directory cannot be read; the rules that were read stay in force.");
            }
            return;
        }
        if (seen.remove("") != null) {
            troubles.end(place);
        }
        for (Definitions.Version rule : rules.inForce().all()) {
            if (!rule.source().equals(DefinitionStore.API)) {
                files.putIfAbsent(rule.source(), GONE);
            }
        }
        for (String old : new TreeSet<>(seen.keySet())) {
            files.putIfAbsent(old, GONE);
        }
        for (Map.Entry<String, DirectoryStore.Found> file : files.entrySet()) {
            take(file.getKey(), file.getValue());
        }
    }

    private static final DirectoryStore.Found GONE = new DirectoryStore.Found("rules: []", "");

    private void take(String file, DirectoryStore.Found found) throws SQLException {
        Seen before = seen.get(file);
        if (before != null && before.found().equals(found)) {
            return;
        }
        TroubleStore.Place place = new TroubleStore.Place(PROJECT, FEATURE, file);
        String error = error(file, found);
        if (error.isEmpty()) {
            troubles.end(place);
            LOG.infof("the rules of %s are in force", file);
        } else {
            LOG.warnf("the rules of %s stay as they were: %s", file, error);
            troubles.raise(place, error + ". What the file said before stays in force.");
        }
        if (found == GONE) {
            seen.remove(file);
        } else {
            seen.put(file, state(file, found, error));
        }
    }

    private String error(String file, DirectoryStore.Found found) throws SQLException {
        if (!found.fault().isEmpty()) {
            return "the file " + found.fault();
        }
        try {
            rules.follow(file, DefinitionText.parseFile(found.text()));
            return "";
        } catch (BadRuleException e) {
            return e.sentence();
        }
    }

    private Seen state(String file, DirectoryStore.Found found, String error) {
        return new Seen(found, new FileState(file, clock.instant(), error));
    }
}
