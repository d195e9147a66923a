package dev.plumbline.alerting.definition;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** The files of a directory of rules. */
@Singleton
class DirectoryStore {
    private static final long LARGEST = 1 << 20;

    /** A file. @param fault why it has no text; empty when it has */
    record Found(String text, String fault) {}

    /** By name, in order. A file that cannot be read is there all the same. */
    TreeMap<String, Found> read(Path directory) throws IOException {
        TreeMap<String, Found> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{yaml,yml}")) {
            for (Path file : found) {
                if (!Files.isDirectory(file)) {
                    files.put(String.valueOf(file.getFileName()), one(file));
                }
            }
        }
        return files;
    }

    private static Found one(Path file) {
        try {
            return Files.size(file) > LARGEST
                    ? new Found("", "is larger than a megabyte")
                    : new Found(Files.readString(file), "");
        } catch (IOException e) {
            return new Found("", "cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
