package dev.plumbline.servers.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param words       the program and its arguments
 * @param environment the whole environment of the process; nothing is inherited
 * @param directory   the working directory, which exists
 * @param log         the file that output and errors are appended to
 */
public record Command(List<String> words, Map<String, String> environment, Path directory, Path log) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
