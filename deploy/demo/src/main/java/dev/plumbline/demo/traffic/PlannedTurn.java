package dev.plumbline.demo.traffic;

import dev.plumbline.demo.assistant.Customer;
import dev.plumbline.demo.content.Question;

import java.time.Duration;

/**
 * One question of one session.
 *
 * @param turn 0 for the first of the session
 * @param at time since the start of the plan
 */
public record PlannedTurn(String sessionId, int turn, Duration at, Phase phase, Customer customer, Question question) {}
