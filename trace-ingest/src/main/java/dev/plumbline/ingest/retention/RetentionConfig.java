package dev.plumbline.ingest.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.Optional;

/** Settings of retention and of the disk guard. */
@ConfigMapping(prefix = "plumbline.retention")
public interface RetentionConfig {
    /** Days that content is kept in the class of 7 days; never longer than the rest. */
    @WithDefault("3")
    int contentDays7();

    /** The same in the class of 30 days. */
    @WithDefault("14")
    int contentDays30();

    /** The same in the class of 90 days. */
    @WithDefault("30")
    int contentDays90();

    /** The same in the class of 400 days. */
    @WithDefault("90")
    int contentDays400();

    /** Room that must stay free on the disk of the database, in bytes; below it senders are refused for now. */
    @WithDefault("1073741824")
    long minFreeBytes();

    /** A path on that disk; unset where the database is on another machine: then only the size below guards. */
    Optional<String> diskPath();

    /** How large the database may grow, in bytes; unset means as large as the disk allows. */
    Optional<Long> maxDatabaseBytes();
}
