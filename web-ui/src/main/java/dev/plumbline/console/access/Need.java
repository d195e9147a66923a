package dev.plumbline.console.access;

/** What a route asks of a caller. */
public enum Need {
    /** Nothing: the way in. */
    NOTHING,
    /** To see numbers, names and times. */
    READ,
    /** To read what people asked and what models answered: a right of its own, and audited. */
    CONTENT,
    /** To label, and to decide about golden cases. */
    REVIEW,
    /** To label what one reads: the role and the right to content. */
    LABEL,
    /** To acknowledge, silence, change rules, send once more. */
    OPERATE,
    /** To change keys and receivers. */
    ADMIN,
    /** To change users and tokens: only a person may, even while the console is open. */
    PEOPLE
}
