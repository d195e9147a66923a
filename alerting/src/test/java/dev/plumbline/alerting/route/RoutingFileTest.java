package dev.plumbline.alerting.route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoutingFileTest {
    private static final RoutingFile.Defaults DEFAULTS =
            new RoutingFile.Defaults(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

    private static Routing parse(String text) {
        return RoutingFile.parse(text, DEFAULTS);
    }

    @Test
    void children_haveWhatTheyDoNotSayFromTheirParentButForIntervals() {
        Routing routing = parse("""
                receivers: [{name: team}]
                time_intervals:
                - name: nights
                  time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}]}]
                route:
                  receiver: all
                  group_by: [feature]
                  repeat_interval: 1d
                  routes:
                  - matchers: [kind="quality"]
                    group_wait: 1m30s
                    mute_time_intervals: [nights]
                    routes:
                    - matchers: ['severity=page']
                      receiver: team
                      group_by: ['...']
                """);

        Route child = routing.root().match(Map.of("kind", "quality")).get(0);
        assertThat(child.receiver()).isEqualTo("all");
        assertThat(child.timing())
                .isEqualTo(new Route.Timing(
                        List.of("feature"), false, Duration.ofSeconds(90), Duration.ofMinutes(5), Duration.ofDays(1)));
        Route page = routing.root()
                .match(Map.of("kind", "quality", "severity", "page"))
                .get(0);
        assertThat(page.receiver()).isEqualTo("team");
        assertThat(page.timing().byAll()).isTrue();
        assertThat(page.timing().hold()).isEqualTo(Duration.ofSeconds(90));
        assertThat(page.muted()).isEmpty();
        assertThat(routing.isMuted(child, Instant.parse("2026-03-01T22:30:00Z")))
                .isTrue();
        assertThat(routing.isMuted(child, Instant.parse("2026-03-01T21:59:59Z")))
                .isFalse();
        assertThat(page.groupKey(Map.of("kind", "quality"))).isNotEqualTo(child.groupKey(Map.of("kind", "quality")));
        assertThat(child.groupKey(Map.of("feature", "a", "kind", "quality")))
                .isEqualTo(child.groupKey(Map.of("feature", "a", "kind", "quality", "subject", "x")))
                .isNotEqualTo(child.groupKey(Map.of("feature", "b", "kind", "quality")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|route is missing",
                "route: {receiver: a, matchers: [b=c]}|route.matchers",
                "route: {receiver: a, rutes: []}|rutes is not known",
                "route: {group_by: [a]}|route.receiver is missing",
                "route: {receiver: a, routes: [{matchers: ['b']}]}|route.routes[0].matchers[0]",
                "route: {receiver: a, routes: [{matchers: ['b=~\"(\"']}]}|route.routes[0].matchers[0]",
                "route: {receiver: a, routes: [{matchers: ['b=\"c']}]}|no closing double quote",
                "route: {receiver: a, group_wait: soon}|route.group_wait",
                "route: {receiver: a, repeat_interval: 0s}|above 0",
                "route: {receiver: a, group_by: [a, '...']}|stands alone",
                "route: {receiver: a, routes: [{mute_time_intervals: [x]}]}|no time interval x",
                "route: {receiver: a, routes: [{continue: perhaps}]}|route.routes[0].continue",
                "{route: {receiver: a}, inhibit_rules: [{source: x}]}|inhibit_rules[0]",
                "{route: {receiver: a}, time_intervals: [{name: x, time_intervals: [{weekdays: [monday:sunday]}]}]}|ends before",
                "{route: {receiver: a}, time_intervals: [{name: x, time_intervals: [{location: Berlin}]}]}|location",
                "{route: {receiver: a}, time_intervals: [{name: x, time_intervals: [{days_of_month: ['0']}]}]}|days_of_month[0]",
                "{route: {receiver: a}, time_intervals: [{name: x, time_intervals: [{times: [{start_time: '25:00', end_time: '26:00'}]}]}]}|times[0]",
                "route: [|no YAML"
            })
    void badFile_isRefusedByThePath(String text, String named) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    /** Clocks go forward at 01:00 UTC on 2026-03-29 and back at 01:00 UTC on 2026-10-25. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T08:30:00Z, true",
        "2026-03-28T07:59:59Z, false",
        "2026-03-29T07:00:00Z, true",
        "2026-03-29T06:59:59Z, false",
        "2026-10-24T07:00:00Z, true",
        "2026-10-25T07:59:59Z, false",
        "2026-10-25T08:00:00Z, true",
        "2026-10-25T16:00:00Z, false"
    })
    void officeHours_followTheClockOfThePlace(Instant moment, boolean holds) {
        Routing routing = parse("""
                time_intervals:
                - name: office
                  time_intervals:
                  - {times: [{start_time: "09:00", end_time: "17:00"}], location: Europe/Berlin}
                route:
                  receiver: all
                  routes: [{matchers: [kind=quality], active_time_intervals: [office]}]
                """);

        assertThat(routing.isMuted(routing.root().routes().get(0), moment)).isEqualTo(!holds);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T00:00:00Z, true",
        "2026-02-27T00:00:00Z, true",
        "2026-02-26T23:59:59Z, false",
        "2024-02-28T00:00:00Z, true",
        "2024-02-27T00:00:00Z, false",
        "2026-03-31T00:00:00Z, false"
    })
    void lastDays_followTheLengthOfTheMonth(Instant moment, boolean holds) {
        Routing routing = parse("""
                time_intervals:
                - name: end
                  time_intervals: [{days_of_month: ['-2:-1'], months: [february]}]
                route:
                  receiver: all
                  routes: [{mute_time_intervals: [end]}]
                """);

        assertThat(routing.isMuted(routing.root().routes().get(0), moment)).isEqualTo(holds);
    }
}
