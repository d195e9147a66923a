package dev.plumbline.ingest.otlp;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {
    private final Admission admission = new Admission(100_000, 100);

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
    void messagesThatFillTheRoomBeforeTheyInflate_oneOfThemGoesOn() {
        Admission.Share one = admission.open();
        Admission.Share other = admission.open();
        Admission.Share arriving = admission.open();
        assertThat(one.grow(40_000)).isTrue();
        assertThat(other.grow(40_000)).isTrue();
        one.work();
        other.work();

        assertThat(arriving.grow(40_000)).isFalse();
        assertThat(one.grow(60_000)).isTrue();
        assertThat(other.grow(60_000)).as("one at a time").isFalse();
        assertThat(one.grow(60_000)).as("to its end").isTrue();
        one.release();
        one.release();

        assertThat(other.grow(60_000)).isTrue();
        arriving.release();
        other.release();
        assertThat(admission.inFlight()).isZero();
    }

    @Test
    void messagesBeyondWhatMayBeDecodedAtOnce_waitForThoseBefore() {
        Admission.Share first = admission.open();
        Admission.Share second = admission.open();
        Admission.Share third = admission.open();

        assertThat(first.decode(60, Duration.ZERO)).isTrue();
        assertThat(second.decode(60, Duration.ZERO)).isFalse();
        assertThat(third.decode(40, Duration.ZERO)).isTrue();
        first.release();
        third.release();
        second.release();
        second.release();

        Admission.Share large = admission.open();
        assertThat(large.decode(1_000_000, Duration.ZERO)).as("alone").isTrue();
        assertThat(admission.open().decode(1, Duration.ZERO)).isFalse();
        large.release();
        assertThat(admission.open().decode(100, Duration.ZERO)).isTrue();
        assertThat(admission.open().decode(1, Duration.ZERO))
                .as("what was given back twice counts once")
                .isFalse();
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
