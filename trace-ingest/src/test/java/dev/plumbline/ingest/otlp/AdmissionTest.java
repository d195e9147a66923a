package dev.plumbline.ingest.otlp;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {
    private final Admission admission = new Admission(100_000);

    @Test
    void whatWouldPassTheLimit_isRefusedAndTakesNothing() {
        Admission.Share one = admission.open();
        Admission.Share other = admission.open();

        assertThat(one.grow(80_000)).isTrue();
        assertThat(other.grow(80_000)).isFalse();
        one.release();
        assertThat(other.grow(80_000)).isTrue();
        other.release();
        other.release();

        assertThat(admission.inFlight()).isZero();
    }

    @Test
    void numberOfMessages_isBoundedToo() {
        int open = 0;
        while (admission.open() != null) {
            open++;
        }

        assertThat(open).isBetween(1, 100);
    }

    @Test
    void stop_waitsForWhatArrivedAndTakesNothingNew() throws Exception {
        Admission.Share arrived = admission.open();
        Admission.Share arriving = admission.open();
        assertThat(arrived.work()).isTrue();

        CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> {
            try {
                return admission.stop(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (arriving.grow(1)) {
            arriving.release();
            TimeUnit.MILLISECONDS.sleep(5);
        }

        assertThat(admission.open()).isNull();
        assertThat(arriving.work()).isFalse();
        assertThat(arrived.grow(10)).as("what is worked on may still inflate").isTrue();
        assertThat(stopped).isNotDone();
        arrived.release();
        assertThat(stopped.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void stop_givesUpWhenItsPatienceEnds() throws Exception {
        Admission.Share stuck = admission.open();
        stuck.work();

        assertThat(admission.stop(Duration.ofMillis(1))).isFalse();
    }
}
