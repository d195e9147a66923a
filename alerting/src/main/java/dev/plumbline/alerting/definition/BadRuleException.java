package dev.plumbline.alerting.definition;

/** A rule that cannot be; says which rule and which of its fields. */
public final class BadRuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String field;

    BadRuleException(String rule, String field, String reason) {
        super(field + " " + reason);
        this.rule = rule;
        this.field = field;
    }

    /** Its name, or where it stands when it has none. */
    public String rule() {
        return rule;
    }

    public String field() {
        return field;
    }

    /** The whole sentence: rule, field, reason. */
    public String sentence() {
        return "rule " + rule + ": " + getMessage();
    }
}
