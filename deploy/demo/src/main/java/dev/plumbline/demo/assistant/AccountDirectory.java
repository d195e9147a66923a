package dev.plumbline.demo.assistant;

import dev.plumbline.demo.assistant.Reply.ToolCall;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The riders' accounts, invented: the same rider always has the same last ride and the same balance. */
final class AccountDirectory {

    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private AccountDirectory() {}

    /**
     * Looks something up.
     *
     * @param tool {@code last_ride} or {@code account_balance}
     */
    static ToolCall call(String tool, Customer customer) {
        return switch (tool) {
            case "last_ride" -> lastRide(customer);
            case "account_balance" -> balance(customer);
            default -> throw new IllegalArgumentException("there is no tool " + tool);
        };
    }

    private static ToolCall lastRide(Customer customer) {
        SplittableRandom random = random(customer);
        int minutes = 4 + random.nextInt(50);
        boolean electric = random.nextInt(3) == 0;
        int cents = 100 + minutes * (electric ? 20 : 10);
        String day = DAYS.get(random.nextInt(DAYS.size()));
        String bike = String.valueOf(10_000 + random.nextInt(20_000));
        Map<String, String> result = new TreeMap<>(Map.of(
                "bike",
                bike,
                "kind",
                electric ? "Q2" : "Q1",
                "day",
                day,
                "minutes",
                String.valueOf(minutes),
                "price",
                euros(cents)));
        String sentence = "Your last ride was on %s with bike %s and took %d minutes; it cost %s euros."
                .formatted(day, bike, minutes, euros(cents));
        return new ToolCall("last_ride", Map.of("user", customer.userId()), result, sentence);
    }

    private static ToolCall balance(Customer customer) {
        int cents = random(customer).nextInt(4_000) - 800;
        String sentence = "The balance of your wallet is %s euros.".formatted(euros(cents));
        return new ToolCall(
                "account_balance", Map.of("user", customer.userId()), Map.of("balance", euros(cents)), sentence);
    }

    private static SplittableRandom random(Customer customer) {
        return new SplittableRandom(customer.userId().hashCode());
    }

    private static String euros(int cents) {
        return String.format(Locale.ROOT, "%.2f", cents / 100.0);
    }
}
