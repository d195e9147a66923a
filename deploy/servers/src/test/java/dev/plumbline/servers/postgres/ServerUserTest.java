package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerUserTest {
    private static final Optional<Path> SETPRIV = Optional.of(Path.of("/usr/bin/setpriv"));
    private static final Optional<Path> SU = Optional.of(Path.of("/usr/bin/su"));

    @TempDir
    Path directory;

    @Test
    void ordinaryUser_startsItPlainly() {
        ServerUser user = ServerUser.choose(new ServerUser.Machine(false, false, SETPRIV, SU), directory);

        assertThat(user.command(List.of("postgres"))).containsExactly("postgres");
    }

    @Test
    void root_takesAUserNamespace_whereThereIsOne() {
        ServerUser user = ServerUser.choose(new ServerUser.Machine(true, true, SETPRIV, SU), directory);

        assertThat(user.command(List.of("postgres"))).containsExactly("unshare", "-U", "postgres");
        assertThat(user.owner()).isEmpty();
    }

    @Test
    void root_withoutNamespaces_becomesTheOwnerOfTheNearestDirectoryAbove() throws Exception {
        // given
        String owner = Files.getOwner(directory).getName();
        Path data = directory.resolve("not/yet/there");
        if (owner.equals("root")) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            owner = "nobody";
        }

        // when
        ServerUser bySetpriv = ServerUser.choose(new ServerUser.Machine(true, false, SETPRIV, SU), data);
        ServerUser bySu = ServerUser.choose(new ServerUser.Machine(true, false, Optional.empty(), SU), data);

        // then
        assertThat(bySetpriv.prefix()).startsWith("/usr/bin/setpriv", "--reuid", owner);
        assertThat(bySu.prefix()).startsWith("/usr/bin/su", "-s", "/bin/sh", owner);
        assertThat(bySu.owner()).isPresent();
    }

    @Test
    void root_withoutAnyWay_isToldTheCause_andWhatToDo() {
        Path owned = Path.of("/proc/1");

        assertThatThrownBy(() -> ServerUser.choose(new ServerUser.Machine(true, false, SETPRIV, SU), owned))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("does not run as root")
                .hasMessageContaining("unshare -U fails")
                .hasMessageContaining("chown -R USER /proc/1");
    }
}
