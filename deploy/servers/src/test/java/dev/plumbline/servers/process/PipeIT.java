package dev.plumbline.servers.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nothing outlives its holder, whatever kills the holder. */
class PipeIT {
    @TempDir
    Path directory;

    @Test
    void serversEndWithinSeconds_whenTheirHolderIsKilled() throws Exception {
        // given
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HolderMain.class.getName(),
                        System.getProperty("plumbline.root"),
                        directory.toString())
                .redirectError(directory.resolve("holder.log").toFile())
                .start();
        List<ProcessHandle> servers = startedBy(holder);
        assertThat(servers).hasSize(2).allMatch(ProcessHandle::isAlive);

        // when
        holder.destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(60)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
        // An orderly end: PostgreSQL removed its lock file, as it does after a fast shutdown only.
        assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(directory.resolve("postgres.log"))).contains("database system is shut down");
    }

    private List<ProcessHandle> startedBy(Process holder) throws IOException {
        try (BufferedReader out = holder.inputReader()) {
            String line = out.readLine();
            assertThat(line)
                    .as(Files.readString(directory.resolve("holder.log")))
                    .isNotNull();
            return Arrays.stream(line.split(" "))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
        }
    }
}
