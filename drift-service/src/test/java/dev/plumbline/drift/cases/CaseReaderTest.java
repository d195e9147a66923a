package dev.plumbline.drift.cases;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CaseReaderTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static List<Item> read(String body) {
        return CaseReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CaseFault> faults(String body) {
        return catchThrowableOfType(FaultyCasesException.class, () -> read(body))
                .faults();
    }

    @Test
    void listOfObjects_linesOfObjectsAndItems_areTheSame() {
        String one = "{\"id\":\"a\",\"input\":\"Where is it?\"}";
        String two = "{\"id\":7,\"traceId\":\"" + TRACE.toUpperCase(Locale.ROOT) + "\"}";

        List<Item> list = read("[" + one + "," + two + "]");

        assertThat(list)
                .containsExactly(new Item(1, "a", "Where is it?", null), new Item(2, "7", null, TRACE))
                .isEqualTo(read(one + "\n\n" + two + "\n"))
                .isEqualTo(read("{\"items\":[" + one + "," + two + "]}"));
        assertThat(read(one)).hasSize(1);
    }

    @Test
    void everyRowThatCannotBeTaken_isNamedWithItsField() {
        List<CaseFault> faults = faults("""
                {"id":"a","input":"fine"}
                {"id":"a","input":"twice"}
                {"input":"no id"}
                {"id":"d"}
                {"id":"e","input":" "}
                {"id":"f","input":"both","traceId":"%s"}
                {"id":"g","traceId":"xyz"}
                {"id":"h","input":"more","expected":"an answer"}
                not json
                [1]
                """.formatted(TRACE));

        assertThat(faults.stream().collect(Collectors.toMap(CaseFault::field, CaseFault::row)))
                .containsEntry("items[1].id", 2)
                .containsEntry("items[2].id", 3)
                .containsEntry("items[3]", 4)
                .containsEntry("items[4].input", 5)
                .containsEntry("items[5]", 6)
                .containsEntry("items[6].traceId", 7)
                .containsEntry("items[7].expected", 8)
                .containsEntry("items[8]", 9)
                .containsEntry("items[9]", 10)
                .hasSize(9);
    }

    @Test
    void whatIsNoSetAtAll_isRefusedAsAWhole() {
        assertThat(faults("")).extracting(CaseFault::field).containsExactly("items");
        assertThat(faults("[]")).extracting(CaseFault::field).containsExactly("items");
        assertThat(faults("[1, 2")).extracting(CaseFault::field).containsExactly("body");
        assertThat(faults("{\"items\":[],\"name\":\"x\"}"))
                .extracting(CaseFault::field)
                .containsExactly("name");
        String many = IntStream.rangeClosed(0, CaseReader.MOST)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"input\":\"x\"}")
                .collect(Collectors.joining("\n"));
        assertThat(faults(many))
                .singleElement()
                .satisfies(fault -> assertThat(fault.error()).contains("2000"));
    }

    @Test
    void longInput_isReadAsTraffic_itsFirstTwoKilobytes_noCharacterCut() {
        assertThat(CaseTexts.read("ä".repeat(2_000))).isEqualTo("ä".repeat(1_024));
        assertThat(CaseTexts.read("a" + "ä".repeat(2_000))).isEqualTo("a" + "ä".repeat(1_023));
        assertThat(CaseTexts.read("short")).isEqualTo("short");
    }
}
