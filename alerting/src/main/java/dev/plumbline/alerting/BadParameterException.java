package dev.plumbline.alerting;

/** A call names something that cannot be; answered with 400 and the field's name. */
public final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public BadParameterException(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
    }

    String field() {
        return field;
    }

    /** A number in its range. */
    public static long number(String field, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadParameterException(field, "must be a number");
        }
        throw new BadParameterException(field, "must be " + least + " to " + most);
    }
}
