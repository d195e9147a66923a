package dev.plumbline.console.help;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SoughtTest {

    @ParameterizedTest
    @CsvSource({
        "0ABC0000000000000000000000000001, /traces/0abc0000000000000000000000000001",
        "0abc0000-0000-0000-0000-000000000001, /traces/0abc0000000000000000000000000001",
        "00-0abc0000000000000000000000000001-00000000000000a1-01, /traces/0abc0000000000000000000000000001",
        "412, /alerts/412",
        "Alert #412, /alerts/412",
        "'  refund & more ', /traces?text=refund%20%26%20more&last=7d",
        "'', /traces",
        "0abc, /traces?text=0abc&last=7d",
    })
    void leadsTo(String text, String address) {
        assertThat(Sought.of(text)).hasToString(address);
    }
}
