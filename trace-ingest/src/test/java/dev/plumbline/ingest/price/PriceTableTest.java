package dev.plumbline.ingest.price;

import dev.plumbline.contracts.trace.TokenUsage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PriceTableTest {
    private static final String HEAD = "# version: 1\nprovider,model,input,output,cache_read,cache_write\n";
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static PriceTable own() throws Exception {
        try (InputStream file = Objects.requireNonNull(PriceTableTest.class.getResourceAsStream("/prices.csv"))) {
            return PriceTable.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 2.5",
        "gpt-4o-2024-08-06, 2.5",
        "gpt-4o-mini-2024-07-18, 0.15",
        "openai/gpt-4o, 2.5",
        "gpt-4-0613, 30",
        "gpt-4.1-2025-04-14, 2",
        "claude-3-5-sonnet-20241022, 3",
        "us.anthropic.claude-3-5-sonnet-20241022-v2:0, 3",
        "claude-sonnet-4-5-20250929, 3",
        "models/gemini-2.5-flash, 0.3",
        "gemini-2.5-flash-lite, 0.1",
        "mistral-large-latest, 2",
    })
    void model_isKnownUnderItsDatedAndRoutedNames(String model, double input) throws Exception {
        assertThat(own().of("any", model)).get().extracting(Price::input).isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-audio",
        "gpt-4o-mini-tts",
        "gpt-4-32k",
        "gpt",
        "my-model",
        "claude-3-5-sonnet-tuned",
        "gpt-5-pro"
    })
    void anotherModelOfTheFamily_isUnknown(String model) throws Exception {
        assertThat(own().of("openai", model)).isEmpty();
    }

    @Test
    void ownPrices_ofAProvider_goBeforeThoseOfAny_andAStarTakesTheRest() throws Exception {
        PriceTable table =
                PriceTable.parse(HEAD + ",m,1,2,,\nazure.ai.openai,m,3,4,,\nollama,*,0,0,,\n,m-long,5,6,,\n");

        assertThat(table.of("openai", "m")).get().extracting(Price::input).isEqualTo(1.0);
        assertThat(table.of("azure.ai.openai", "m"))
                .get()
                .extracting(Price::input)
                .isEqualTo(3.0);
        assertThat(table.of("ollama", "llama3")).get().extracting(Price::output).isEqualTo(0.0);
        assertThat(table.of(null, "m-long")).get().extracting(Price::input).isEqualTo(5.0);
    }

    @Test
    void cacheTokens_arePaidOnceAtTheirOwnPrice() throws Exception {
        Price price = PriceTable.parse(HEAD + ",m,10,100,1,12\n").of(null, "m").orElseThrow();

        assertThat(price.of(new TokenUsage(1000L, 10L, 600L, 100L, 5L)))
                .isCloseTo((300 * 10 + 600 * 1 + 100 * 12 + 10 * 100) / 1e6, EXACT);
        assertThat(price.of(new TokenUsage(1000L, null, null, null, null))).isCloseTo(0.01, EXACT);
    }

    @Test
    void emptyCachePrices_areThatOfInput() throws Exception {
        Price price = PriceTable.parse(HEAD + ",m,10,100,,\n").of(null, "m").orElseThrow();

        assertThat(price.of(new TokenUsage(1000L, 0L, 600L, 100L, null))).isCloseTo(0.01, EXACT);
    }

    @Test
    void version_changesWithAnyEdit() throws Exception {
        PriceTable one = PriceTable.parse(HEAD + ",m,10,100,,\n");
        PriceTable other = PriceTable.parse(HEAD + ",m,11,100,,\n");

        assertThat(one.version()).startsWith("1+").isNotEqualTo(other.version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",m,x,1,,|line 3: input must be a number",
                ",m,1,-1,,|line 3: output must be a number",
                ",m,1,,,|line 3: output must be a number",
                ",m,1,1|line 3: expected 6 columns, found 4",
                ",,1,1,,|line 3: model is empty",
            })
    void badLine_isNamed(String line, String message) {
        assertThatThrownBy(() -> PriceTable.parse(HEAD + line))
                .isInstanceOf(BadPricesException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void tableWithoutVersionOrHeader_isRefused() {
        assertThatThrownBy(() -> PriceTable.parse(HEAD.lines().toList().get(1))).hasMessageContaining("version");
        assertThatThrownBy(() -> PriceTable.parse("# version: 1\n,m,1,1,,"))
                .hasMessageContaining("line 2: expected the header");
    }
}
