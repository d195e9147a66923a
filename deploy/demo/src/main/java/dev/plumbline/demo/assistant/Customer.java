package dev.plumbline.demo.assistant;

/**
 * Who asks.
 *
 * @param userId pseudonym, always the same for one person
 * @param region the city
 * @param channel {@code app} or {@code web}
 */
public record Customer(String userId, Plan plan, String region, String channel) {}
