package dev.plumbline.servers.postgres;

import java.nio.file.Path;

/**
 * One PostgreSQL server.
 *
 * @param binaries  the directory under which the unpacked binaries are kept, in a folder per version; may be shared
 * @param data      the data directory; made when it is absent
 * @param log       the file that the server's log is appended to
 * @param port      on 127.0.0.1; 0 takes a free one
 * @param passwords of the superuser and of the roles
 */
public record PostgresSettings(Path binaries, Path data, Path log, int port, Passwords passwords) {
    /** The superuser is {@code postgres}; all roles of the services share one password. */
    public record Passwords(String superuser, String roles) {
        @Override
        public String toString() {
            return "Passwords[not shown]";
        }
    }
}
