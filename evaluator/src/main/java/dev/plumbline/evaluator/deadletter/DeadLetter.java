package dev.plumbline.evaluator.deadletter;

/** A record that could not be used. */
public record DeadLetter(BusRecord record, String reason) {}
