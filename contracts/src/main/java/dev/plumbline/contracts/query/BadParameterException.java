package dev.plumbline.contracts.query;

/** A parameter of a call is wrong; the message says what is asked for. */
public final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    public BadParameterException(String parameter, String fault) {
        super(parameter + " " + fault);
        this.parameter = parameter;
    }

    /** Its name. */
    public String parameter() {
        return parameter;
    }
}
