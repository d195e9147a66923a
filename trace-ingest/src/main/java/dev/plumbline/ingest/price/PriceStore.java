package dev.plumbline.ingest.price;

import dev.plumbline.ingest.IngestConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The table of prices in use: the configured file, else the one that comes with Plumbline. An edited file is taken up
 * within a minute; one that cannot be read leaves the table before it in use, and at the start stops the service.
 */
@Singleton
public class PriceStore {
    private static final Logger LOG = Logger.getLogger(PriceStore.class);

    private final Optional<Path> file;
    private volatile PriceTable table;

    PriceStore(IngestConfig config) throws IOException {
        this.file = config.prices();
        try {
            this.table = read();
        } catch (BadPricesException e) {
            throw new IllegalStateException("plumbline.ingest.prices: " + name() + ", " + e.getMessage(), e);
        }
    }

    public PriceTable table() {
        return table;
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        if (file.isEmpty()) {
            return;
        }
        try {
            PriceTable now = read();
            if (!now.version().equals(table.version())) {
                LOG.infof("Prices of version %s replace those of %s", now.version(), table.version());
                table = now;
            }
        } catch (IOException | BadPricesException e) {
            LOG.warnf("Prices of version %s stay in use: %s, %s", table.version(), name(), e.getMessage());
        }
    }

    private PriceTable read() throws IOException, BadPricesException {
        if (file.isPresent()) {
            return PriceTable.parse(Files.readString(file.get()));
        }
        try (InputStream own = Objects.requireNonNull(PriceStore.class.getResourceAsStream("/prices.csv"))) {
            return PriceTable.parse(new String(own.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String name() {
        return file.map(Path::toString).orElse("prices.csv");
    }
}
