package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;

/** Rows in PostgreSQL's binary COPY format (manual, COPY, "Binary Format"), built in memory and sent in one go. */
final class CopyBuffer {
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long POSTGRES_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int NULL = -1;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    CopyBuffer() {
        need(HEADER.length);
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
        int4(0);
        int4(0);
    }

    /** Begins a row of so many fields. */
    CopyBuffer row(int fields) {
        int2(fields);
        return this;
    }

    CopyBuffer number(long value) {
        int4(Long.BYTES);
        int4((int) (value >>> Integer.SIZE));
        int4((int) value);
        return this;
    }

    CopyBuffer number(@Nullable Long value) {
        if (value == null) {
            int4(NULL);
            return this;
        }
        return number(value.longValue());
    }

    CopyBuffer integer(int value) {
        int4(Integer.BYTES);
        int4(value);
        return this;
    }

    CopyBuffer date(LocalDate value) {
        return integer(Math.toIntExact(value.toEpochDay() - POSTGRES_EPOCH_DAY));
    }

    CopyBuffer bytes(byte[] value) {
        int4(value.length);
        raw(value);
        return this;
    }

    /** Hex digits as the bytes they stand for. */
    CopyBuffer hex(@Nullable String value) {
        if (value == null) {
            int4(NULL);
            return this;
        }
        int length = value.length() / 2;
        int4(length);
        need(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte)
                    (Character.digit(value.charAt(2 * i), 16) << 4 | Character.digit(value.charAt(2 * i + 1), 16));
        }
        return this;
    }

    /** Text; a NUL, which PostgreSQL's text cannot hold, becomes U+FFFD. */
    CopyBuffer text(@Nullable String value) {
        if (value == null) {
            int4(NULL);
            return this;
        }
        return bytes(Storable.text(value).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends the rows; afterwards this buffer is used up.
     *
     * @param table the table with its columns in parentheses
     * @throws SQLException also when one of the rows is there already; none is written then
     */
    void copyInto(Connection connection, String table) throws SQLException {
        int2(NULL);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        try {
            copy.writeToCopy(bytes, 0, size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void raw(byte[] value) {
        need(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void int2(int value) {
        need(Short.BYTES);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void int4(int value) {
        need(Integer.BYTES);
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void need(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
