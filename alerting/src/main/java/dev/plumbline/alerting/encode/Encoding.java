package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a message can be sent. A message is kept in the first one; the others are made of it. */
public enum Encoding {
    /** Standard Webhooks 1.0.0, signed: the message itself. */
    STANDARD(true),
    /** The webhook of Alertmanager, version 4; signed too, which its receivers need not know. */
    ALERTMANAGER(true),
    /** Alerts for the API of an Alertmanager, version 2, whose own routing then tells people; not signed, it knows none. */
    ALERTMANAGER_API(false),
    /** PagerDuty Events API v2; the receiver's secret is the routing key. */
    PAGERDUTY(false),
    /** Slack incoming webhook; its URL is the secret. */
    SLACK(false);

    private final boolean signed;

    Encoding(boolean signed) {
        this.signed = signed;
    }

    /** Whether messages are signed with the receiver's secret. */
    public boolean signed() {
        return signed;
    }

    /** Whether a receiver of this form says by a status that it will never take the body. */
    public boolean isRefusal(int status) {
        return status == 400 && !signed;
    }

    /** As the API and the database say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Encoding> of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.text().equals(text))
                .findFirst();
    }

    /** Every form, as the API says it. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(Encoding::text).toList();
    }

    /**
     * A body to send.
     *
     * @param message an alert that fires or has ended, or a test
     */
    public String encode(JsonNode message, Recipient to) {
        return switch (this) {
            case STANDARD -> message.toString();
            case ALERTMANAGER -> AlertmanagerBody.of(message, to).toString();
            case ALERTMANAGER_API ->
                AlertmanagerApiBody.of(List.of(message), to).toString();
            case PAGERDUTY -> PagerDutyBody.of(message, to).toString();
            case SLACK -> SlackBody.of(message).toString();
        };
    }

    /** Several messages in one body of {@link #ALERTMANAGER_API}. */
    public static String forward(List<JsonNode> messages, Recipient to) {
        return AlertmanagerApiBody.of(messages, to).toString();
    }

    /**
     * Whom a body is for.
     *
     * @param name of the receiver
     * @param key the routing key, where the form has one
     * @param console where people reach the console
     */
    public record Recipient(String name, String key, String console) {
        @Override
        public String toString() {
            return name;
        }
    }
}
