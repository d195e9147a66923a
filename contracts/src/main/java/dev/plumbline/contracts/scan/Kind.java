package dev.plumbline.contracts.scan;

import java.util.Locale;

/** What is found without a pattern. */
public enum Kind {
    /** An e-mail address. */
    EMAIL,
    /** A telephone number with its country code, a leading zero, or in the North American form. */
    PHONE,
    /** A payment card number whose check digit holds (ISO/IEC 7812-1, Luhn). */
    CARD,
    /** An IBAN whose length and check digits hold (ISO 13616, mod 97). */
    IBAN,
    /** An API key of a known form, a bearer token, a private key in PEM, or a JSON Web Token. */
    SECRET;

    /** As people write it in a policy and as it stands in place of what was found. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
