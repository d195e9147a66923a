package dev.plumbline.drift.form;

/**
 * The form of one text.
 *
 * @param values one for each {@link Measure}, in their order
 * @param language ISO 639-1 in lower case; {@link #UNSURE} where the text does not tell
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Form(float[] values, String language) {

    public static final String UNSURE = "";

    public double of(Measure measure) {
        return values[measure.ordinal()];
    }
}
