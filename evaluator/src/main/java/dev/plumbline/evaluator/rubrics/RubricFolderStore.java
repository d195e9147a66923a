package dev.plumbline.evaluator.rubrics;

import dev.plumbline.contracts.query.BadParameterException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Takes rubrics from a folder when the service starts. A file that is wrong stops the start, by its name and field. */
@Singleton
class RubricFolderStore {
    private static final Logger LOG = Logger.getLogger(RubricFolderStore.class);
    private static final String AUTHOR = "file ";

    private final RubricStore rubrics;
    private final RubricsConfig config;
    private final Clock clock;

    RubricFolderStore(RubricStore rubrics, RubricsConfig config, Clock clock) {
        this.rubrics = rubrics;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        config.folder().ifPresent(this::take);
    }

    void take(Path folder) {
        for (Path path : yaml(folder)) {
            String source = read(path);
            try {
                RubricFile file = RubricFile.read(source);
                String author = AUTHOR + path.getFileName();
                int version = rubrics.add(file, source, author, clock.instant()).version();
                if (!file.isOfPair()
                        && rubrics.find(file.name(), version)
                                .filter(RubricStore.Version::active)
                                .isEmpty()) {
                    rubrics.activate(file.name(), version, author, clock.instant());
                    LOG.infof("the rubric %s/%d of %s judges from now on", file.name(), version, path);
                }
            } catch (BadParameterException e) {
                throw new IllegalStateException(path + ": " + e.getMessage(), e);
            }
        }
    }

    private static List<Path> yaml(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("plumbline.rubrics.folder cannot be read: " + folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
