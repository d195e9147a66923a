package dev.plumbline.console.score;

/** A score of one request, for people. */
public record ScoreLine(String name, String scorer, String label, String value, String explanation, String why) {}
