package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.OnPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class LocalPostgresIT {
    private static final Path BINARIES = Path.of(System.getProperty("plumbline.root"), "deploy/servers/target");

    @TempDir
    Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private PostgresSettings settings;

    @BeforeEach
    void settings() {
        settings = new PostgresSettings(
                BINARIES,
                directory.resolve("postgres"),
                directory.resolve("postgres.log"),
                0,
                new PostgresSettings.Passwords("super-secret", "role-secret"));
    }

    @Test
    void starts_withDurabilityOn_andTheSettingsOfThePlan() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings, notices::add);
                Connection connection = connect(server, "plumbline_trace")) {
            assertThat(one(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(one(connection, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(one(connection, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(one(connection, "SHOW shared_buffers")).isEqualTo("64MB");
            assertThat(one(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(one(connection, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(one(connection, "SHOW log_timezone")).isEqualTo("UTC");
            assertThat(one(connection, "SELECT lower('ÄÖ')")).isEqualTo("äö");
            assertThat(ProcessHandle.of(server.pid())
                            .orElseThrow()
                            .info()
                            .command()
                            .orElse(""))
                    .endsWith("/bin/postgres");
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void refuses_fsyncOff_inTheConfiguration() throws Exception {
        LocalPostgres.start(settings, notices::add).close();
        append("fsync = off");

        assertThatThrownBy(() -> LocalPostgres.start(settings, notices::add))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("fsync = off");

        assertThat(settings.data().resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void refuses_synchronousCommitOff_ofOneRole() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings, notices::add);
                Connection connection = connect(server, "plumbline_trace")) {
            execute(connection, "ALTER ROLE plumbline_trace SET synchronous_commit = off");
        }

        assertThatThrownBy(() -> LocalPostgres.start(settings, notices::add))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("synchronous_commit=off (role plumbline_trace)");
    }

    @Test
    void committedRows_surviveTheKillOfEveryProcess_andTheRestartSaysSo() throws Exception {
        LocalPostgres first = LocalPostgres.start(settings, notices::add);
        try (Connection connection = connect(first, "plumbline_trace")) {
            execute(connection, "CREATE TABLE trace.kept AS SELECT generate_series(1, 1000) AS n");
        }

        // Only the postmaster: its children notice by themselves, and the next start has to wait for them.
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        first.exit().get(10, TimeUnit.SECONDS);

        try (LocalPostgres second = LocalPostgres.start(settings, notices::add);
                Connection connection = connect(second, "plumbline_trace")) {
            assertThat(one(connection, "SELECT count(*) FROM trace.kept")).isEqualTo("1000");
        }
        assertThat(notices).anyMatch(notice -> notice.contains("was not shut down"));
    }

    @Test
    void serverThatStillRuns_isWaitedFor() throws Exception {
        LocalPostgres first = LocalPostgres.start(settings, notices::add);
        CompletableFuture<LocalPostgres> second =
                CompletableFuture.supplyAsync(() -> LocalPostgres.start(settings, notices::add));
        await().until(() -> notices.stream().anyMatch(notice -> notice.contains("still runs in")));
        assertThat(second).isNotDone();

        first.close();

        try (LocalPostgres server = second.get(30, TimeUnit.SECONDS)) {
            assertThat(server.accepting()).isTrue();
        }
    }

    @Test
    void lockFileOfAForeignProcess_doesNotStopTheStart() throws Exception {
        LocalPostgres.start(settings, notices::add).close();
        // As after a crash of the machine: the process id is in use again, by this very test.
        Files.writeString(
                settings.data().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + settings.data() + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

        try (LocalPostgres server = LocalPostgres.start(settings, notices::add)) {
            assertThat(server.alive()).isTrue();
        }
    }

    @Test
    void roles_ownTheirSchema_andReadOnlyTheTraceStore() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings, notices::add)) {
            try (Connection trace = connect(server, "plumbline_trace")) {
                execute(trace, "CREATE TABLE trace.span (id int)");
            }
            for (String reader : List.of("plumbline_eval", "plumbline_drift", "plumbline_console")) {
                try (Connection connection = connect(server, reader)) {
                    assertThat(one(connection, "SELECT count(*) FROM trace.span"))
                            .isEqualTo("0");
                    assertDenied(connection, "INSERT INTO trace.span VALUES (1)");
                    assertDenied(connection, "CREATE TABLE trace.own (id int)");
                    assertDenied(connection, "CREATE TABLE public.own (id int)");
                    execute(connection, "CREATE TABLE " + reader.substring("plumbline_".length()) + ".own (id int)");
                }
            }
            try (Connection alert = connect(server, "plumbline_alert")) {
                assertDenied(alert, "SELECT count(*) FROM trace.span");
                assertDenied(alert, "SELECT count(*) FROM eval.own");
                execute(alert, "CREATE TABLE alert.own (id int)");
            }
        }
    }

    @Test
    void wrongPassword_isRefused() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings, notices::add)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "plumbline_trace", "guess"))
                    .isInstanceOf(SQLException.class)
                    .extracting("SQLState")
                    .isEqualTo("28P01");
        }
    }

    @Test
    void foreignDirectory_isLeftAlone() throws Exception {
        Files.createDirectories(settings.data());
        Files.writeString(settings.data().resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> LocalPostgres.start(settings, notices::add))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("neither empty nor a data directory");

        assertThat(settings.data().resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void asRootWithoutNamespaces_runsAsTheOwnerOfItsData_bySetprivAndBySu() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can become somebody else");
        // given: a directory of nobody, which nobody can get at
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path owned = Files.createDirectory(directory.resolve("owned"));
        Files.setOwner(
                owned, owned.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        PostgresSettings theirs =
                new PostgresSettings(directory, owned.resolve("postgres"), settings.log(), 0, settings.passwords());

        for (ServerUser.Machine machine : List.of(
                new ServerUser.Machine(true, false, OnPath.find("setpriv"), Optional.empty()),
                new ServerUser.Machine(true, false, Optional.empty(), OnPath.find("su")))) {
            ServerUser user = ServerUser.choose(machine, theirs.data());
            // when
            LocalPostgres server = LocalPostgres.start(theirs, user, notices::add);
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            // then
            assertThat(process.info().user()).as(user.way()).contains("nobody");
            server.close();
            assertThat(process.isAlive()).as("ended by its pipe, " + user.way()).isFalse();
            assertThat(theirs.data().resolve("postmaster.pid")).doesNotExist();
        }
        assertThat(notices).isEmpty();
    }

    private void append(String line) throws Exception {
        Files.writeString(settings.data().resolve("postgresql.conf"), line + "\n", StandardOpenOption.APPEND);
    }

    private static Connection connect(LocalPostgres server, String role) throws SQLException {
        return DriverManager.getConnection(server.url(), role, "role-secret");
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertDenied(Connection connection, String sql) {
        assertThatThrownBy(() -> execute(connection, sql))
                .isInstanceOf(SQLException.class)
                .extracting("SQLState")
                .isEqualTo("42501");
    }
}
