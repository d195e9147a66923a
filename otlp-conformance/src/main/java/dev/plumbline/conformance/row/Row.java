package dev.plumbline.conformance.row;

/**
 * One row of the contract.
 *
 * @param id for example {@code G5}, or {@code input 15} for the catalogue of bad inputs
 * @param says what the receiver must do
 */
public record Row(String id, String says, Check check) {

    /** Fails with an assertion when the receiver does not do so. */
    @FunctionalInterface
    public interface Check {
        void run(Senders senders) throws Exception;
    }

    /** The row cannot be checked against this target, because it does not tell enough about itself. */
    public static final class NotApplicableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotApplicableException(String missing) {
            super(missing);
        }
    }
}
