package dev.plumbline.demo.traffic;

import dev.plumbline.demo.assistant.Customer;
import dev.plumbline.demo.assistant.Plan;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** The riders, made once from the seed. */
final class Customers {

    private static final int HOW_MANY = 900;
    private static final List<Plan> PLANS = List.of(
            Plan.PAYG,
            Plan.PAYG,
            Plan.PAYG,
            Plan.PAYG,
            Plan.PAYG,
            Plan.PAYG,
            Plan.PAYG,
            Plan.MONTHLY,
            Plan.MONTHLY,
            Plan.MONTHLY,
            Plan.MONTHLY,
            Plan.MONTHLY,
            Plan.ANNUAL,
            Plan.ANNUAL,
            Plan.STUDENT,
            Plan.BUSINESS,
            Plan.BUSINESS,
            Plan.BUSINESS,
            Plan.BUSINESS,
            Plan.BUSINESS);
    private static final List<String> REGIONS = List.of(
            "Northport",
            "Northport",
            "Northport",
            "Northport",
            "Marisol",
            "Marisol",
            "Brückstadt",
            "Brückstadt",
            "Vallonne");

    private final List<Customer> all = new ArrayList<>(HOW_MANY);

    Customers(SplittableRandom random) {
        for (int i = 0; i < HOW_MANY; i++) {
            String id = "u-" + HexFormat.of().toHexDigits(random.nextLong(), 10);
            String channel = random.nextInt(4) == 0 ? "web" : "app";
            all.add(new Customer(id, any(PLANS, random), any(REGIONS, random), channel));
        }
    }

    Customer any(SplittableRandom random) {
        return any(all, random);
    }

    static <T> T any(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
