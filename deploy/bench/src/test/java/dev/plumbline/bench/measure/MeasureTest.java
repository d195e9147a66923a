package dev.plumbline.bench.measure;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MeasureTest {

    @Test
    void quantiles_areValuesThatWereMeasured() {
        Quantiles quantiles = new Quantiles(List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(quantiles.median()).isEqualTo(2.0);
        assertThat(quantiles.at(0.99)).isEqualTo(4.0);
        assertThat(new Quantiles(List.of()).median()).isNaN();
    }

    @Test
    void table_alignsItsColumns() {
        assertThat(new Table("what", "n").row("a long name", "1").toString())
                .isEqualTo("| what        | n |\n| ----------- | - |\n| a long name | 1 |\n");
    }

    @Test
    void processorTime_growsWithWork_andSeesChildrenThatHaveEnded() throws Exception {
        double before = ProcessorTime.ofFamily(ProcessHandle.current().pid());
        double own = ProcessorTime.ofThisProcess();

        // The shell counts to a number that takes it some tenths of a second.
        int code = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done")
                .start()
                .waitFor();

        assertThat(code).isZero();
        double family = ProcessorTime.ofFamily(ProcessHandle.current().pid()) - before;
        assertThat(family)
                .isGreaterThan(ProcessorTime.ofThisProcess() - own - 0.05)
                .isPositive();
        assertThat(ProcessorTime.ofProcess(Long.MAX_VALUE)).isZero();
    }
}
