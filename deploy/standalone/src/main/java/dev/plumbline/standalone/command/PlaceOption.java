package dev.plumbline.standalone.command;

import dev.plumbline.standalone.place.Place;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code --data}, which every command has. */
final class PlaceOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where data, logs and secrets are kept. Default: .plumbline in the checkout.")
    private @Nullable Path data;

    Place place() {
        String root = System.getProperty("plumbline.root");
        if (root == null) {
            throw new IllegalStateException("start this program with the script plumbline, which knows where it is");
        }
        return new Place(Path.of(root), data == null ? Path.of(root, ".plumbline") : data);
    }
}
