package dev.plumbline.alerting.route;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Moments by the clock and the calendar of a place, as Alertmanager's time intervals: every kind of range that is given
 * must hold the moment, one range of the kind is enough. Daylight saving time is that of the place.
 *
 * @param times minutes of the day, the end excluded
 * @param weekdays Sunday is 0
 * @param days of the month; below 0 they count from its end, -1 is the last
 * @param months January is 1
 */
public record TimeInterval(
        List<Range> times,
        List<Range> weekdays,
        List<Range> days,
        List<Range> months,
        List<Range> years,
        ZoneId place) {
    private static final int DAYS_A_WEEK = 7;
    private static final int MINUTES_AN_HOUR = 60;

    /** Both ends included, but for times. */
    public record Range(int from, int to) {
        boolean holds(int value) {
            return value >= from && value <= to;
        }
    }

    public boolean holds(Instant moment) {
        ZonedDateTime there = moment.atZone(place);
        int minute = there.getHour() * MINUTES_AN_HOUR + there.getMinute();
        int length = there.toLocalDate().lengthOfMonth();
        return (times.isEmpty() || times.stream().anyMatch(time -> minute >= time.from() && minute < time.to()))
                && (days.isEmpty() || days.stream().anyMatch(range -> holdsDay(range, there.getDayOfMonth(), length)))
                && any(months, there.getMonthValue())
                && any(weekdays, there.getDayOfWeek().getValue() % DAYS_A_WEEK)
                && any(years, there.getYear());
    }

    private static boolean any(List<Range> ranges, int value) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.holds(value));
    }

    /** A range that begins after the end of a short month holds none of its days. */
    private static boolean holdsDay(Range range, int day, int length) {
        int from = range.from() < 0 ? length + range.from() + 1 : range.from();
        int to = range.to() < 0 ? length + range.to() + 1 : range.to();
        return from <= length && day >= from && day <= to;
    }
}
