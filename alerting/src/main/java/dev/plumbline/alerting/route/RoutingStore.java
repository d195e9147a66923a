package dev.plumbline.alerting.route;

import dev.plumbline.alerting.AlertingConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The routing file, read once at the start: one that cannot be read keeps alerting from starting. */
@Singleton
@Startup
public class RoutingStore {
    private static final Duration HOLD = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final @Nullable Routing routing;

    RoutingStore(AlertingConfig config) {
        Optional<Path> file = config.routingFile();
        this.routing =
                file.isPresent() ? read(file.get(), new RoutingFile.Defaults(HOLD, INTERVAL, config.repeat())) : null;
    }

    /** Empty without a file. */
    public Optional<Routing> routing() {
        return Optional.ofNullable(routing);
    }

    private static Routing read(Path file, RoutingFile.Defaults defaults) {
        try {
            return RoutingFile.parse(Files.readString(file), defaults);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("plumbline.alerting.routing-file " + file + ": " + e.getMessage(), e);
        }
    }
}
