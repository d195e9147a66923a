package dev.plumbline.ingest.price;

/** A table of prices that cannot be read; the message names the line and the column. */
public final class BadPricesException extends Exception {
    BadPricesException(String message) {
        super(message);
    }
}
