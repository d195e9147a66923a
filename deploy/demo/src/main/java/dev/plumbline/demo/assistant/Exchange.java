package dev.plumbline.demo.assistant;

/** One turn of a conversation that is over. */
public record Exchange(String question, String answer) {}
