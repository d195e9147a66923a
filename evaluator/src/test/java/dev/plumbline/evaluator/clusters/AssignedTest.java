package dev.plumbline.evaluator.clusters;

import dev.plumbline.evaluator.bus.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AssignedTest {
    private static final String WHOLE = """
            {"request": {"projectId": 1, "traceId": "0af7651916cd43dd8448eb211c80319c", "spanId": "b7ad6b7169203331"},
             "feature": "f", "cluster": {"id": "c", "label": "a, b", "found": true, "far": false}, "reference": 2, "new": 1}
            """;

    @Test
    void event_isRead_whateverIsAddedToIt() throws UnreadableException {
        assertThat(Assigned.read(WHOLE.replace("\"new\"", "\"atNano\"").getBytes(StandardCharsets.UTF_8))
                        .cluster()
                        .label())
                .isEqualTo("a, b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "feature": "f",     | "feature": null,     | feature is missing
            "id": "c"           | "x": "c"             | cluster.id is missing
            "a, b"              | "a\\u0000"           | cluster.label has a null character
            0af7651916cd43dd    | XYZ                  | request is missing or has malformed ids
            "found": true       | "found": null        | the record is not of the form of the event
            """)
    void whatCannotBeUsed_isNamed(String part, String instead, String reason) {
        String broken = WHOLE.replace("\"new\"", "\"atNano\"").replace(part, instead);

        assertThatThrownBy(() -> Assigned.read(broken.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(reason);
    }
}
