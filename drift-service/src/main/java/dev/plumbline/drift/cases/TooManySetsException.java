package dev.plumbline.drift.cases;

/** A feature has as many evaluation sets as it may have. */
final class TooManySetsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySetsException(int most) {
        super("a feature has at most " + most + " evaluation sets; delete one first");
    }
}
