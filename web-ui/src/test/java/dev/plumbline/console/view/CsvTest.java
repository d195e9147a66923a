package dev.plumbline.console.view;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTest {
    @Test
    void quotesCommasAndLineFeeds_stayInTheirCell() {
        assertThat(Csv.line(List.of("", "a \"b\", c", "two\nlines")))
                .isEqualTo("\"\",\"a \"\"b\"\", c\",\"two\nlines\"\r\n");
    }

    @Test
    void textThatASpreadsheetWouldRun_isNoFormula() {
        assertThat(Csv.line(List.of("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "1-1")))
                .isEqualTo("\"'=HYPERLINK(1)\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"'\t=1\",\"1-1\"\r\n");
    }
}
