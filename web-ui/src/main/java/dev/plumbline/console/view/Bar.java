package dev.plumbline.console.view;

import java.util.Locale;

/** A share as a picture; lengths in per cent of the width. @param low start of the interval, {@code width} its length */
public record Bar(Share share, String length, String low, String width) {

    /** @param full the share that fills the width */
    public static Bar of(Share share, double full) {
        if (share.n() == 0) {
            return new Bar(share, "0", "0", "0");
        }
        return new Bar(
                share,
                percent(share.estimate() / full),
                percent(share.low() / full),
                percent((share.high() - share.low()) / full));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, part)));
    }
}
