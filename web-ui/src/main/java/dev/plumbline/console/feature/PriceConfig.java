package dev.plumbline.console.feature;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.Map;

/** What tokens cost: there is no cost without a price that somebody set. */
@ConfigMapping(prefix = "plumbline.console.cost")
public interface PriceConfig {

    /** How sums of money are written. */
    @WithDefault("USD")
    String currency();

    /** Prices by the name of the requested model: {@code plumbline.console.cost.prices."small-model".input=0.15}. */
    Map<String, Price> prices();

    /** Of a million tokens. */
    interface Price {
        double input();

        double output();
    }
}
