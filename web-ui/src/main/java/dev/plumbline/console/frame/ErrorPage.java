package dev.plumbline.console.frame;

/**
 * What a page says when it cannot be shown as asked.
 *
 * @param title a few words
 * @param text what to do about it
 */
public record ErrorPage(int status, String title, String text) {}
