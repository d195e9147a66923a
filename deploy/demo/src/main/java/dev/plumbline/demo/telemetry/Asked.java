package dev.plumbline.demo.telemetry;

import dev.plumbline.demo.assistant.Customer;
import dev.plumbline.demo.assistant.Exchange;

import java.util.List;

/**
 * What was asked, by whom and after what.
 *
 * @param history the conversation so far, oldest first
 */
public record Asked(String sessionId, Customer customer, List<Exchange> history, String question) {}
