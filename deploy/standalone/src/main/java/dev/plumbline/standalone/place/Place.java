package dev.plumbline.standalone.place;

import dev.plumbline.standalone.plan.PartName;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of one installation.
 *
 * @param root the checkout with the built modules
 * @param data everything that outlives a stop, and the logs
 */
public record Place(Path root, Path data) {
    public Place {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path logs() {
        return data.resolve("logs");
    }

    /** What the supervisor tells the other commands. */
    public Path run() {
        return data.resolve("run");
    }

    public Path secrets() {
        return data.resolve("secrets.properties");
    }

    /** The directory of a server's own data. */
    public Path store(PartName part) {
        return data.resolve(part.text());
    }

    /** Memory images that make a JVM start sooner; may be deleted at any time. */
    public Path archives() {
        return data.resolve("archives");
    }

    /** Empty files named by the ids of the processes that run what was built here: nothing is built over them. */
    public Path users() {
        return root.resolve(".plumbline/users");
    }

    /** PostgreSQL's binaries are shared by all installations of a checkout, where that may be written. */
    public Path binaries() {
        Path shared = root.resolve("deploy/servers/target");
        return Files.isWritable(shared) ? shared : data;
    }

    public Path brokerJars() {
        return root.resolve("deploy/kafka-broker/target/lib");
    }

    public Path service(PartName part) {
        return root.resolve(part.text()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
