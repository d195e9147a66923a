package dev.plumbline.standalone.place;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * What the first start made up, readable by its user alone.
 *
 * @param identity  what the services sign calls to each other with
 * @param superuser the password of PostgreSQL's superuser
 * @param roles     the password of the services' roles
 */
public record Secrets(String identity, String superuser, String roles) {
    private static final int BYTES = 32;

    /** The secrets of a place, made now if this is its first start. */
    public static Secrets of(Place place) {
        Path file = place.secrets();
        try {
            if (!Files.exists(file)) {
                if (Files.exists(place.data().resolve("postgres/PG_VERSION"))) {
                    throw new IllegalStateException(
                            file + " is missing, but " + place.data()
                                    + " has data that only its passwords open. Restore that file, or start over: plumbline reset");
                }
                write(file);
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            return new Secrets(
                    value(file, properties, "identity"),
                    value(file, properties, "postgres.superuser"),
                    value(file, properties, "postgres.roles"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    private static String value(Path file, Properties properties, String name) {
        String value = properties.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException(file + " has no value for " + name);
        }
        return value;
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Properties properties = new Properties();
        SecureRandom random = new SecureRandom();
        for (String name : new String[] {"identity", "postgres.superuser", "postgres.roles"}) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            properties.setProperty(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        StringWriter text = new StringWriter();
        properties.store(text, "Made at the first start; whoever reads this file can read everything stored here.");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, text.toString());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "Secrets[not shown]";
    }
}
