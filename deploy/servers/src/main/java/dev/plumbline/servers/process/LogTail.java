package dev.plumbline.servers.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The end of a log, for the message that says why a process ended. */
public final class LogTail {
    private static final int BYTES = 16 * 1024;

    private static final long LARGE = 64L * 1024 * 1024;

    private LogTail() {}

    /** The last lines written after the given offset; empty when there is no log. */
    public static List<String> last(Path log, int lines, long from) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(from, file.length() - BYTES);
            if (start >= file.length()) {
                return List.of();
            }
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Moves a log that has become large out of the way of the next process that writes it. */
    static void startAnew(Path log) throws IOException {
        if (size(log) > LARGE) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The size of the log, 0 when there is none. */
    public static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            return 0;
        }
    }
}
