package dev.plumbline.console.score;

import dev.plumbline.console.view.Share;

/** A fail rate in one stretch of time. @param iso its start for programs, {@code at} for people */
public record RatePoint(String iso, String at, Share fail) {}
