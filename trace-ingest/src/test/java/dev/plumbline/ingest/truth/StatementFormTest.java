package dev.plumbline.ingest.truth;

import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatementFormTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final StatementForm form = new StatementForm(1, "truth", NOW, NOW.plusSeconds(86_400));

    private Statement read(Map<String, Object> fields) throws BadRowException {
        return form.read(new StatementForm.Sent(1, null, fields, null), null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "traceId | zz | traceId",
                "spanId | 12 | spanId",
                "sessionId | s-1 | sessionId",
                "fingerprint | ab | fingerprint",
                "key.name | app.order | key.name",
                "key.value | 7 | key.value",
                "name | ' ' | name",
                "value | much | value",
                "value | NaN | value",
                "at | yesterday | at",
                "at | 2027-01-31T12:00:00Z | at",
                "at | 1901-01-31T12:00:00Z | at",
                "project | 2 | project",
                "colour | red | colour",
            })
    void badField_isNamed(String field, String value, String named) {
        Map<String, Object> fields = new HashMap<>(Map.of("traceId", TRACE, "name", "resolved", "value", 1));
        fields.put(field, value);

        assertThatThrownBy(() -> read(fields))
                .isInstanceOfSatisfying(
                        BadRowException.class, e -> assertThat(e.field()).isEqualTo(named))
                .hasMessageStartingWith(named);
    }

    @Test
    void whatIsMissing_isNamed() {
        assertThatThrownBy(() -> read(Map.of("name", "resolved", "value", 1))).hasMessageStartingWith("traceId");
        assertThatThrownBy(() -> read(Map.of("traceId", TRACE, "value", 1))).hasMessageStartingWith("name");
        assertThatThrownBy(() -> read(Map.of("traceId", TRACE, "name", "resolved")))
                .hasMessageStartingWith("value");
        assertThatThrownBy(() -> read(Map.of("key.name", "app.order", "name", "resolved", "value", 1)))
                .hasMessageStartingWith("key.value");
    }

    @Test
    void rowsOfCsv_haveTheirLineAndTheirFieldsByAnyUsualName() throws BadRowException {
        List<StatementForm.Sent> rows = CsvStatements.read(
                "Key_Name,KEY.VALUE,name,label\napp.order,\"A\n17\",resolved,yes\napp.order,A-18,resolved\n"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(rows).extracting(StatementForm.Sent::line).containsExactly(2, 4);
        assertThat(form.read(rows.get(0), null).subject()).isEqualTo(Subject.key("app.order", "A\n17"));
        assertThatThrownBy(() -> form.read(rows.get(1), null)).hasMessageStartingWith("value");
        assertThatThrownBy(() -> CsvStatements.read(new byte[] {(byte) 0xC3})).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> CsvStatements.read(new byte[0])).hasMessageContaining("empty");
        assertThatThrownBy(() -> CsvStatements.read("name,Name\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("twice");
    }
}
