package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;
import dev.plumbline.servers.process.OnPath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whom PostgreSQL runs as. It refuses root, so for root there are two ways: a user namespace in which root is nobody but still
 * owns its files, or the user who owns the data directory. For anybody else it is simply started.
 *
 * @param prefix the words before the program
 * @param owner  who must own what the server reads and writes; empty when it is the user of this process
 * @param way    in words, for a person
 */
public record ServerUser(List<String> prefix, Optional<UserPrincipal> owner, String way) {
    /** What this machine offers. */
    record Machine(boolean root, boolean userNamespaces, Optional<Path> setpriv, Optional<Path> su) {}

    /** The way for a data directory, which need not exist yet: then the nearest directory above counts. */
    public static ServerUser of(Path data) {
        return choose(machine(), data);
    }

    static ServerUser choose(Machine machine, Path data) {
        if (!machine.root()) {
            return new ServerUser(List.of(), Optional.empty(), "as the user who started it");
        }
        if (machine.userNamespaces()) {
            return new ServerUser(List.of("unshare", "-U"), Optional.empty(), "as nobody in a user namespace");
        }
        UserPrincipal owner = ownerOf(data);
        if (owner.getName().equals("root")) {
            throw new ServerException(
                    "PostgreSQL does not run as root, this machine allows no user namespace (unshare -U"
                            + " fails) and " + data
                            + " belongs to root. Start as an ordinary user, or give the data directory to"
                            + " one: chown -R USER " + data);
        }
        String way = "as " + owner.getName() + ", the owner of " + data;
        if (machine.setpriv().isPresent()) {
            List<String> words = List.of(
                    machine.setpriv().get().toString(), "--reuid", owner.getName(), "--clear-groups", "--no-new-privs");
            return new ServerUser(words, Optional.of(owner), way);
        }
        if (machine.su().isPresent()) {
            List<String> words = List.of(
                    machine.su().get().toString(), "-s", "/bin/sh", owner.getName(), "-c", "exec \"$@\"", "--", "sh");
            return new ServerUser(words, Optional.of(owner), way);
        }
        throw new ServerException(
                "PostgreSQL does not run as root, this machine allows no user namespace (unshare -U fails)"
                        + " and has neither setpriv nor su. Start as an ordinary user");
    }

    List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }

    /** Gives a file or directory to the user the server runs as. */
    void own(Path path) {
        owner.ifPresent(user -> {
            try {
                Files.setOwner(path, user);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot give " + path + " to " + user.getName(), e);
            }
        });
    }

    private static Machine machine() {
        boolean root = isRoot();
        return new Machine(root, root && namespacesWork(), OnPath.find("setpriv"), OnPath.find("su"));
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private static boolean namespacesWork() {
        if (OnPath.find("unshare").isEmpty()) {
            return false;
        }
        try {
            Process process = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static UserPrincipal ownerOf(Path data) {
        Path path = data.toAbsolutePath();
        for (Path up = path; up != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS); up = up.getParent()) {
            path = up;
        }
        try {
            return Files.getOwner(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
