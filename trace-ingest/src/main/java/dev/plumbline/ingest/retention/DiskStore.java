package dev.plumbline.ingest.retention;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Says before the disk is full that it will be: a database that cannot write its log does not come back by itself. */
@Singleton
public class DiskStore {
    private static final Logger LOG = Logger.getLogger(DiskStore.class);

    private final DataSource database;
    private final RetentionConfig config;
    private volatile Optional<String> full = Optional.empty();

    DiskStore(DataSource database, RetentionConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Why nothing is taken now; empty while there is room. */
    public Optional<String> full() {
        return full;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws SQLException, IOException {
        Optional<String> now = measure();
        if (now.isPresent() != full.isPresent()) {
            LOG.warn(now.orElse("there is room again"));
        }
        full = now;
    }

    private Optional<String> measure() throws SQLException, IOException {
        if (config.diskPath().isPresent()) {
            long free = Files.getFileStore(Path.of(config.diskPath().get())).getUsableSpace();
            if (free < config.minFreeBytes()) {
                return Optional.of(
                        "the disk has " + free + " bytes left, " + config.minFreeBytes() + " must stay free");
            }
        }
        if (config.maxDatabaseBytes().isPresent()) {
            long size = size();
            if (size > config.maxDatabaseBytes().get()) {
                return Optional.of("the database has " + size + " bytes, it may have "
                        + config.maxDatabaseBytes().get());
            }
        }
        return Optional.empty();
    }

    private long size() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT pg_database_size(current_database())")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
