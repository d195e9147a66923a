package dev.plumbline.evaluator.bus;

/** A record that could not be used. */
public record DeadLetter(BusRecord record, String reason) {}
