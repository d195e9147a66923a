package dev.plumbline.standalone;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import static org.assertj.core.api.Assertions.assertThat;

/** The script at the root, in a checkout of its own whose build only counts how often it ran. */
class ScriptIT {
    private static final String BUILD = """
            #!/bin/sh
            echo "[INFO] Building Plumbline: contracts 0.1.0-SNAPSHOT                   [2/14]"
            echo run >>builds
            if [ -e broken ]; then echo "[ERROR] reached end of file while parsing"; exit 1; fi
            mkdir -p deploy/standalone/target deploy/kafka-broker/target/lib
            cp echo.jar deploy/standalone/target/standalone-0.1.0.jar
            """;

    @TempDir
    Path root;

    /** What a run printed, and its exit code. */
    private record Run(int code, String out) {}

    @BeforeEach
    void checkout() throws IOException {
        Files.copy(Path.of(System.getProperty("plumbline.root"), "plumbline"), root.resolve("plumbline"));
        Files.writeString(root.resolve("mvnw"), BUILD);
        for (String script : List.of("plumbline", "mvnw")) {
            Files.setPosixFilePermissions(root.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createDirectories(root.resolve("web-ui/src/main/java"));
        Files.createFile(root.resolve("web-ui/pom.xml"));
        Files.createFile(root.resolve("pom.xml"));
        writeJar(root.resolve("echo.jar"));
    }

    @Test
    void firstUse_builds_withALinePerModule_thenRunsTheCommand() throws Exception {
        Run run = run(Map.of(), "status", "--json");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).contains("s  contracts 0.1.0-SNAPSHOT [2/14]", "root=" + root, "words=[status, --json]");
        assertThat(root.resolve(".plumbline/logs/build.log")).content().contains("Building Plumbline");
    }

    @Test
    void unchangedSources_areNotBuiltAgain_changedOnesAre_butOnlyForUpAndDemo() throws Exception {
        run(Map.of(), "up");
        run(Map.of(), "up");
        assertThat(builds()).isEqualTo(1);

        touch(root.resolve("web-ui/src/main/java/New.java"));
        run(Map.of(), "status");
        assertThat(builds()).isEqualTo(1);

        run(Map.of(), "up");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void removedSource_isAChange() throws Exception {
        touch(root.resolve("web-ui/src/main/java/Old.java"));
        run(Map.of(), "up");
        Files.delete(root.resolve("web-ui/src/main/java/Old.java"));
        Files.setLastModifiedTime(root.resolve("web-ui/src/main/java"), FileTime.from(soon()));

        run(Map.of(), "up");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void whatRuns_isNotBuiltOver() throws Exception {
        run(Map.of(), "up");
        touch(root.resolve("web-ui/src/main/java/New.java"));
        // A supervisor is known by its process id and by our name in its command line.
        Process user = new ProcessBuilder("sh", "-c", "sleep 60; : dev.plumbline.standalone").start();
        Files.createDirectories(root.resolve(".plumbline/users"));
        Files.createFile(root.resolve(".plumbline/users/" + user.pid()));

        Run whileUsed = run(Map.of(), "up");
        int buildsWhileUsed = builds();
        user.descendants().forEach(ProcessHandle::destroyForcibly);
        user.destroyForcibly().waitFor();
        run(Map.of(), "up");

        assertThat(whileUsed.out()).contains("has changed since the build that runs");
        assertThat(buildsWhileUsed).isEqualTo(1);
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void brokenBuild_showsItsEnd_andWhereAllOfItIs_andRunsNothing() throws Exception {
        Files.createFile(root.resolve("broken"));

        Run run = run(Map.of(), "up");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("reached end of file while parsing", "the build failed", root + "/.plumbline/logs/build.log")
                .doesNotContain("words=");
        Files.delete(root.resolve("broken"));
        assertThat(run(Map.of(), "up").out()).contains("words=[up]");
    }

    @Test
    void javaHomeWithoutAJdk_isPassedOver() throws Exception {
        Path old = Files.createDirectories(root.resolve("jdk-11/bin"));
        for (String program : List.of("java", "javac")) {
            Files.createFile(
                    old.resolve(program),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Files.writeString(root.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.2\"\n");

        Run run = run(Map.of("JAVA_HOME", root.resolve("jdk-11").toString()), "up");

        assertThat(run.out()).contains("words=[up]");
    }

    @Test
    void calledThroughALink_findsItsCheckout() throws Exception {
        Path elsewhere = Files.createDirectory(root.resolve("bin"));
        Files.createSymbolicLink(elsewhere.resolve("plumbline"), root.resolve("plumbline"));

        Run run = run(elsewhere.resolve("plumbline"), Map.of(), "up");

        assertThat(run.out()).contains("root=" + root);
    }

    private Run run(Map<String, String> environment, String... words) throws Exception {
        return run(root.resolve("plumbline"), environment, words);
    }

    private Run run(Path script, Map<String, String> environment, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(script.toString()));
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("builds")).size();
    }

    private static void touch(Path file) throws IOException {
        Files.writeString(file, "class " + file.getFileName());
        Files.setLastModifiedTime(file, FileTime.from(soon()));
    }

    /** Later than anything the test has written, whatever the resolution of the file system's times is. */
    private static Instant soon() {
        return java.time.Clock.systemUTC().instant().plusSeconds(2);
    }

    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, EchoMain.class.getName());
        String entry = EchoMain.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream type = EchoMain.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new ZipEntry(entry));
            type.transferTo(out);
        }
    }
}
