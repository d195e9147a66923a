package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.scoring.ScoringInput.Form;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContractsTest {
    private static final String CHAT = "plumbline.scoring.contracts.\"chat\".";

    @Test
    void withoutSettings_onlyADefaultLengthIsAgreed() {
        assertThat(contracts(Map.of()).of("any")).isEqualTo(new OutputContract(null, 20_000, false));
        assertThat(contracts(Map.of("plumbline.scoring.max-chars", "")).of("any"))
                .isEqualTo(OutputContract.NONE);
        assertThat(contracts(Map.of()).any(Form::schema)).isFalse();
    }

    @Test
    void aFeature_hasItsOwn() {
        Contracts contracts = contracts(Map.of(CHAT + "max-chars", "800", CHAT + "json", "true"));

        assertThat(contracts.of("chat")).isEqualTo(new OutputContract(null, 800, true));
        assertThat(contracts.of("other")).isEqualTo(new OutputContract(null, 20_000, false));
    }

    @Test
    void aSchema_asksForJsonToo_andComesFromItsFile() {
        Contracts contracts = contracts(Map.of(
                CHAT + "schema", "answer.json",
                CHAT + "pattern", "price",
                CHAT + "markup", "lists,code"));

        OutputContract agreed = contracts.of("chat");
        assertThat(agreed.json()).isTrue();
        assertThat(agreed.form().schema().fault("{\"price\": 3}")).isEmpty();
        assertThat(agreed.form().schema().fault("{\"cost\": 3}")).isPresent();
        assertThat(agreed.form().pattern().fault("the cost")).isPresent();
        assertThat(agreed.form().markup().fault("- one\n- two `x`")).isEmpty();
        assertThat(agreed.form().markup().fault("# Head")).isPresent();
        assertThat(contracts.any(Form::schema)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema | gone.json | names a file that cannot be read: gone.json",
                "schema | broken.json | is no JSON",
                "schema | list.json | must be an object",
                "schema | type.json | is no JSON Schema",
                "schema | away.json | is no usable JSON Schema",
                "schema | look.json | is no usable JSON Schema",
                "pattern | (?=a)b | is no regular expression of RE2",
                "markup | lists,bold | knows no markup 'bold'; there is none, headings",
                "max-chars | 2 | min-chars is 5, more than max-chars, 2"
            })
    void aSettingThatCannotBeUsed_endsTheStartWithItsName(String setting, String value, String complaint) {
        Map<String, String> values = setting.equals("max-chars")
                ? Map.of(CHAT + "min-chars", "5", CHAT + setting, value)
                : Map.of(CHAT + setting, value);

        assertThatThrownBy(() -> contracts(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(setting.equals("max-chars") ? CHAT + "min-chars" : CHAT + setting)
                .hasMessageContaining(complaint);
    }

    private static Contracts contracts(Map<String, String> values) {
        Map<String, String> files = Map.of(
                "answer.json", "{\"type\": \"object\", \"required\": [\"price\"]}",
                "broken.json", "{\"type\": ",
                "list.json", "[1]",
                "type.json", "{\"type\": \"objekt\"}",
                "away.json", "{\"$ref\": \"https://schemas.example.com/other.json\"}",
                "look.json", "{\"pattern\": \"(?<=a)b\"}");
        ScoringConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(ScoringConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ScoringConfig.class);
        return new Contracts(config, name -> {
            if (!files.containsKey(name)) {
                throw new IllegalStateException("no file");
            }
            return files.get(name);
        });
    }
}
