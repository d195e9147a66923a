package dev.plumbline.ingest.truth;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Statements as CSV by RFC 4180: a header with the names of fields, then a row for each; an empty cell is no value. */
final class CsvStatements {
    private static final Map<String, String> FIELDS = new HashMap<>();

    static {
        StatementForm.FIELDS.forEach(field -> FIELDS.put(plain(field), field));
    }

    private CsvStatements() {}

    static List<StatementForm.Sent> read(byte[] body) throws BadRowException {
        List<StatementForm.Sent> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text(body))) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new BadRowException("body", "is empty");
            }
            List<String> header = header(records.next());
            while (records.hasNext()) {
                rows.add(row(rows.size() + 1, records.next(), header));
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new BadRowException("body", "is no CSV from row " + (rows.size() + 1) + " on: " + e.getMessage());
        }
        return rows;
    }

    private static String text(byte[] body) throws BadRowException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadRowException("body", "is not in UTF-8");
        }
    }

    /** By the names of JSON, in any case, with or without underscores. */
    private static List<String> header(CsvRecord first) throws BadRowException {
        List<String> header = new ArrayList<>();
        for (String cell : first.getFields()) {
            String field = FIELDS.get(plain(cell));
            if (field == null) {
                throw new BadRowException("column " + cell.strip(), "is no field of a statement");
            }
            if (header.contains(field)) {
                throw new BadRowException("column " + cell.strip(), "is there twice");
            }
            header.add(field);
        }
        return header;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
    }

    private static StatementForm.Sent row(int number, CsvRecord cells, List<String> header) {
        int line = (int) cells.getStartingLineNumber();
        if (cells.getFieldCount() > header.size()) {
            return new StatementForm.Sent(
                    number,
                    line,
                    Map.of(),
                    new BadRowException(
                            "row", "has " + cells.getFieldCount() + " cells, the header has " + header.size()));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < cells.getFieldCount(); i++) {
            if (!cells.getField(i).isBlank()) {
                fields.put(header.get(i), cells.getField(i));
            }
        }
        return new StatementForm.Sent(number, line, fields, null);
    }
}
