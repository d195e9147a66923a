package dev.plumbline.contracts.event;

import java.time.Instant;

/**
 * What every event carries.
 *
 * @param id unique; the same id again is the same event
 * @param occurredAt wall clock of the owner that wrote it
 */
public record EventHeader(String id, Instant occurredAt) {}
