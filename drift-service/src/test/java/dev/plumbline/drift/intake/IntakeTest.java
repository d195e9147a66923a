package dev.plumbline.drift.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.tracestore.database.DatabaseException;
import dev.plumbline.tracestore.database.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntakeTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final List<RequestSettled> stored = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private int faults;

    @Test
    void recordsThatCannotBeRead_becomeDeadLettersBesideTheirNeighbours() {
        intake().take(List.of(
                record("{\"header\":"),
                record(event()),
                record(event().replace("0af7651916cd43dd8448eb211c80319c", "nonsense")),
                new BusRecord("requests", 0, 9, null, null)));

        assertThat(stored).hasSize(1);
        assertThat(reasons)
                .containsExactly(
                        "the record is no JSON",
                        "request.traceId is not 32 lower-case hex digits",
                        "the record is empty");
        assertThat(counted("stored") + counted("known") + counted("dead")).isEqualTo(4);
    }

    @Test
    void databaseAway_isWaitedForAndNothingIsSkipped() {
        faults = 8;

        intake().take(List.of(record(event())));

        assertThat(stored).hasSize(1);
        assertThat(pauses).hasSize(8).startsWith(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauses.get(7)).isEqualTo(Intake.LONGEST_WAIT);
    }

    @Test
    void serviceThatStopsWhileItWaits_leavesTheBatchOnTheBus() {
        faults = Integer.MAX_VALUE;
        Intake intake = new Intake(
                this::store,
                time -> {
                    throw new Intake.StoppedException();
                },
                CLOCK,
                Duration.ZERO,
                metrics);

        assertThatThrownBy(() -> intake.take(List.of(record(event())))).isInstanceOf(Intake.StoppedException.class);
        assertThat(stored).isEmpty();
    }

    @Test
    void recordThatTheDatabaseRefuses_takesNoOtherWithIt() {
        String poison = event().replace("support-assistant", "poison");

        intake().take(List.of(record(event()), record(poison), record(event())));

        assertThat(stored)
                .extracting(event -> event.origin().feature())
                .containsExactly("support-assistant", "support-assistant");
        assertThat(reasons).containsExactly("cannot be stored: DatabaseException");
    }

    @Test
    void whatTheJudgeDid_isNoTraffic_andCounted() {
        intake().take(List.of(record(event().replace("support-assistant", "plumbline-evaluator")), record(event())));

        assertThat(stored).extracting(event -> event.origin().feature()).containsExactly("support-assistant");
        assertThat(counted("own")).isEqualTo(1);
    }

    private Intake intake() {
        return new Intake(this::store, pauses::add, CLOCK, Duration.ZERO, metrics);
    }

    private int store(List<RequestSettled> events, List<IntakeStore.DeadLetter> letters, IntakeStore.Moment moment) {
        if (faults > 0) {
            faults--;
            throw fault("08006");
        }
        if (events.stream().anyMatch(event -> event.origin().feature().equals("poison"))) {
            throw fault("22021");
        }
        stored.addAll(events);
        letters.forEach(letter -> reasons.add(letter.reason()));
        return events.size();
    }

    private static DatabaseException fault(String state) {
        try {
            Sql.reading(() -> {
                throw new SQLException("refused", state);
            });
        } catch (DatabaseException e) {
            return e;
        }
        throw new AssertionError("no fault");
    }

    private double counted(String end) {
        return metrics.counter("plumbline.intake.records", "end", end).count();
    }

    private static BusRecord record(String json) {
        return new BusRecord("requests", 0, 0, null, json.getBytes(StandardCharsets.UTF_8));
    }

    /** The golden sample of the contract. */
    private static String event() {
        try (InputStream sample = IntakeTest.class.getResourceAsStream("/RequestSettled.json")) {
            assertThat(sample).isNotNull();
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
