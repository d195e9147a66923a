package dev.plumbline.ingest.price;

import dev.plumbline.tracestore.fingerprint.Components;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prices by model, out of CSV: a comment {@code # version: ...}, a header, and one line per model.
 *
 * @param version as the file says, followed by the first digits of its SHA-256, so that no edit goes unseen
 */
public record PriceTable(String version, List<Entry> entries) {
    private static final String HEADER = "provider,model,input,output,cache_read,cache_write";
    private static final String[] COLUMNS = HEADER.split(",", -1);
    private static final Pattern VERSION = Pattern.compile("#\\s*version:\\s*(\\S.*)");

    /** What may follow a model's name and still mean it: a date, a release, {@code latest} or {@code preview}. */
    private static final Pattern TAIL = Pattern.compile(
            "([-@:](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{3,4}|latest|preview|v\\d+(:\\d+)?|\\d{2}-\\d{2}))+");

    /** Where and by whom a model is served: a router's or cloud's words before its name. */
    private static final Pattern BEFORE =
            Pattern.compile("^(.*/)?((us|eu|apac|global)\\.)?((anthropic|cohere|mistral|meta)\\.)?");

    /** @param provider empty for any */
    public record Entry(String provider, String model, Price price) {}

    /** @throws BadPricesException when a line is not as the header says; nothing of the table is used then */
    public static PriceTable parse(String csv) throws BadPricesException {
        String version = null;
        boolean header = false;
        List<Entry> entries = new ArrayList<>();
        String[] lines = csv.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            var named = VERSION.matcher(line);
            if (version == null && named.matches()) {
                version = named.group(1).strip();
            } else if (line.equals(HEADER)) {
                header = true;
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                if (!header) {
                    throw new BadPricesException("line " + (i + 1) + ": expected the header " + HEADER);
                }
                entries.add(entry(line, i + 1));
            }
        }
        if (version == null) {
            throw new BadPricesException("no line says \"# version: ...\"");
        }
        String digest = Components.sha256(csv.getBytes(StandardCharsets.UTF_8));
        return new PriceTable(version + "+" + digest.substring(0, 8), List.copyOf(entries));
    }

    /** The price of the longest name that fits; one for this very provider before one for any. */
    public Optional<Price> of(@Nullable String provider, String model) {
        String name = BEFORE.matcher(model.toLowerCase(Locale.ROOT)).replaceFirst("");
        String seller = provider == null ? "" : provider;
        Entry best = null;
        for (Entry entry : entries) {
            boolean fits =
                    (entry.provider().isEmpty() || entry.provider().equals(seller)) && names(entry.model(), name);
            if (fits && (best == null || rank(entry) > rank(best))) {
                best = entry;
            }
        }
        return Optional.ofNullable(best).map(Entry::price);
    }

    private static int rank(Entry entry) {
        return 2 * entry.model().length() + (entry.provider().isEmpty() ? 0 : 1);
    }

    private static boolean names(String pattern, String name) {
        if (pattern.endsWith("*")) {
            return name.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return name.equals(pattern)
                || name.startsWith(pattern)
                        && TAIL.matcher(name.substring(pattern.length())).matches();
    }

    private static Entry entry(String line, int number) throws BadPricesException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS.length) {
            throw new BadPricesException(
                    "line " + number + ": expected " + COLUMNS.length + " columns, found " + cells.length);
        }
        String model = cells[1].strip().toLowerCase(Locale.ROOT);
        if (model.isEmpty()) {
            throw new BadPricesException("line " + number + ": model is empty");
        }
        double input = price(cells, 2, number, null);
        double output = price(cells, 3, number, null);
        return new Entry(
                cells[0].strip(),
                model,
                new Price(input, output, price(cells, 4, number, input), price(cells, 5, number, input)));
    }

    private static double price(String[] cells, int column, int number, @Nullable Double otherwise)
            throws BadPricesException {
        String cell = cells[column].strip();
        if (cell.isEmpty() && otherwise != null) {
            return otherwise;
        }
        if (!cell.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new BadPricesException(
                    "line " + number + ": " + COLUMNS[column] + " must be a number of 0 or more, not \"" + cell + "\"");
        }
        return Double.parseDouble(cell);
    }
}
