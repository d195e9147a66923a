package dev.plumbline.bench.ingest;

import dev.plumbline.bench.measure.ProcessorTime;
import dev.plumbline.tracestore.PayloadCodec;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The limit: the rows that trace-ingest has stored, written again by COPY BINARY into twins of its tables with the same
 * columns, storage and indexes. Two connections, 512 spans a transaction. The client holds the rows ready and still has to
 * compress payloads with the product's codec; nothing is decoded, normalised, settled or looked up.
 */
final class CopyLimitStore {
    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CONNECTIONS = 2;
    private static final int BATCH = 512;

    private final DataSource database;
    private final long serverPid;
    private final List<byte[][]> spans;
    private final List<byte[][]> payloads;
    private final int spanTrace;
    private final int payloadTrace;
    private final int body;
    private final SplittableRandom random = new SplittableRandom(7);

    /** Reads up to {@code rows} stored spans with their payloads and makes the twin tables. */
    CopyLimitStore(DataSource database, long serverPid, int rows) throws SQLException, IOException {
        this.database = database;
        this.serverPid = serverPid;
        try (Connection connection = database.getConnection()) {
            try (Statement make = connection.createStatement()) {
                make.execute("CREATE SCHEMA IF NOT EXISTS bench");
                for (String table : List.of("span", "payload")) {
                    make.execute("CREATE TABLE bench." + table + " (LIKE trace." + table
                            + " INCLUDING ALL) PARTITION BY RANGE (day)");
                }
                List<String> days = new ArrayList<>();
                ResultSet row = make.executeQuery("SELECT DISTINCT day::text FROM trace.span ORDER BY 1");
                while (row.next()) {
                    days.add(row.getString(1));
                }
                for (String day : days) {
                    for (String table : List.of("span", "payload")) {
                        make.execute("CREATE TABLE bench." + table + "_" + day.replace("-", "") + " PARTITION OF bench."
                                + table + " FOR VALUES FROM ('" + day + "') TO (date '" + day + "' + 1)");
                    }
                }
            }
            // Traces in random order: keys meet the index where those of real traffic do.
            String order = " ORDER BY md5(trace_id), span_id LIMIT " + rows;
            spans = read(connection, "SELECT * FROM trace.span" + order);
            payloads = read(connection, "SELECT * FROM trace.payload" + order);
            spanTrace = column(connection, "span", "trace_id");
            payloadTrace = column(connection, "payload", "trace_id");
            body = column(connection, "payload", "body");
        }
        for (byte[][] payload : payloads) {
            payload[body] = PayloadCodec.expand(payload[body]);
        }
    }

    private static int column(Connection connection, String table, String name) throws SQLException {
        try (Statement query = connection.createStatement()) {
            ResultSet row = query.executeQuery("SELECT count(*) FROM pg_attribute WHERE attrelid = 'trace." + table
                    + "'::regclass AND attnum > 0 AND NOT attisdropped AND attnum < (SELECT attnum FROM pg_attribute"
                    + " WHERE attrelid = 'trace." + table + "'::regclass AND attname = '" + name + "')");
            row.next();
            return row.getInt(1);
        }
    }

    private static List<byte[][]> read(Connection connection, String query) throws SQLException, IOException {
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        copy(connection).copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)", copied);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(copied.toByteArray()));
        in.skipNBytes(HEADER.length + 4);
        in.skipNBytes(in.readInt());
        List<byte[][]> rows = new ArrayList<>();
        for (int fields = in.readShort(); fields > 0; fields = in.readShort()) {
            byte[][] row = new byte[fields][];
            for (int i = 0; i < fields; i++) {
                int length = in.readInt();
                row[i] = length < 0 ? null : in.readNBytes(length);
            }
            rows.add(row);
        }
        return rows;
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** Spans per second of processor time, client and server together. */
    double run() throws SQLException {
        long nonce = random.nextLong();
        double before = ProcessorTime.ofThisProcess() + ProcessorTime.ofFamily(serverPid);
        CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                        .mapToObj(one -> CompletableFuture.runAsync(() -> write(one, nonce)))
                        .toArray(CompletableFuture[]::new))
                .join();
        return spans.size() / (ProcessorTime.ofThisProcess() + ProcessorTime.ofFamily(serverPid) - before);
    }

    private void write(int one, long nonce) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int from = one * BATCH; from < spans.size(); from += CONNECTIONS * BATCH) {
                int to = Math.min(from + BATCH, spans.size());
                write(connection, "span", spans.subList(from, to), spanTrace, -1, nonce);
                write(connection, "payload", payloads.subList(from, to), payloadTrace, body, nonce);
                connection.commit();
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the limit could not be measured", e);
        }
    }

    /** The same rows in other traces: the nonce of the run changes half of each trace id. */
    private void write(
            Connection connection, String table, List<byte[][]> rows, int traceColumn, int compressed, long nonce)
            throws SQLException, IOException {
        try (PGCopyOutputStream target = new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class),
                        "COPY bench." + table + " FROM STDIN (FORMAT binary)",
                        1 << 16);
                DataOutputStream out = new DataOutputStream(target)) {
            out.write(HEADER);
            out.writeInt(0);
            out.writeInt(0);
            for (byte[][] row : rows) {
                out.writeShort(row.length);
                for (int i = 0; i < row.length; i++) {
                    if (row[i] == null) {
                        out.writeInt(-1);
                    } else if (i == traceColumn) {
                        out.writeInt(row[i].length);
                        out.writeLong(ByteBuffer.wrap(row[i]).getLong() ^ nonce);
                        out.write(row[i], Long.BYTES, row[i].length - Long.BYTES);
                    } else {
                        byte[] field = i == compressed ? PayloadCodec.compress(row[i]) : row[i];
                        out.writeInt(field.length);
                        out.write(field);
                    }
                }
            }
            out.writeShort(-1);
        }
    }
}
