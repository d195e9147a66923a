package dev.plumbline.servers.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small jar with the classes that run inside children, so that a child's class path holds no more of ours than it needs. */
public final class PipeJar {
    private PipeJar() {}

    /** Writes the jar with {@link PipedMain} and the given classes, unless the file already is that jar. */
    public static Path write(Path jar, List<Class<?>> more) {
        try {
            byte[] wanted = bytes(more);
            if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), wanted)) {
                return jar;
            }
            Files.createDirectories(jar.toAbsolutePath().getParent());
            Path part = Files.createTempFile(jar.toAbsolutePath().getParent(), "pipe", ".part");
            Files.write(part, wanted);
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + jar, e);
        }
    }

    private static byte[] bytes(List<Class<?>> more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, PipedMain.class);
            for (Class<?> type : more) {
                add(zip, type);
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        ZipEntry entry = new ZipEntry(name);
        // A fixed time: the same classes are the same bytes, which a class data archive relies on.
        entry.setTime(1_767_225_600_000L);
        zip.putNextEntry(entry);
        try (InputStream in = type.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException("class file of " + type.getName() + " not found");
            }
            in.transferTo(zip);
        }
        zip.closeEntry();
    }
}
