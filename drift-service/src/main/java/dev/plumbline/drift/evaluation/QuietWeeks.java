package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.evaluation.corpus.Corpus;
import dev.plumbline.drift.evaluation.traffic.Scenario;
import dev.plumbline.drift.evaluation.traffic.World;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Four weeks of traffic in which what is asked does not drift: every finding is a false alarm. The volume follows day
 * and week, or is five times as large in the third week; in seasonal traffic one domain has at night half and at noon twice its usual share.
 */
final class QuietWeeks {

    /** How the weeks go. */
    enum Weeks {
        STATIONARY,
        /** One domain at half its share at midnight, twice at noon. */
        SEASONAL,
        /** Five times the volume in the third week. */
        VOLUME,
        /** One domain that hardly comes by day, and at night four times as often as on average. */
        NIGHTLY,
        /** Traffic of three parts, and a release every four days: each part and each release is compared for itself. */
        PARTS;

        /** How many times its share one domain has. */
        private double times(double seconds) {
            double hour = seconds % DAY / 3600;
            return switch (this) {
                case STATIONARY, VOLUME, PARTS -> 1;
                case SEASONAL -> Math.pow(2, -Math.cos(2 * Math.PI * seconds / DAY));
                case NIGHTLY -> hour < 6 || hour >= 22 ? 4 : 0.02;
            };
        }
    }

    private static final double DAY = 24 * 3600;
    private static final double PER_DAY = 1_000;
    private static final int DAYS = 28;

    private final Corpus corpus;

    QuietWeeks(Corpus corpus) {
        this.corpus = corpus;
    }

    /** False alarms of each world. */
    List<List<Change>> alarms(Weeks weeks, int worlds, long seed) {
        return IntStream.range(0, worlds)
                .parallel()
                .mapToObj(world -> alarms(weeks, seed + world))
                .toList();
    }

    private List<Change> alarms(Weeks weeks, long seed) {
        World world = new World(corpus, seed);
        SplittableRandom random = new SplittableRandom(seed * 31 + weeks.ordinal());
        List<Change> alarms = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        Watched watched = null;
        double seconds = 0;
        while (seconds < DAYS * DAY) {
            seconds += -Math.log(1 - random.nextDouble()) * DAY / (PER_DAY * volume(weeks, seconds));
            asked.add(
                    weeks.times(seconds) == 1
                            ? world.draw(Scenario.QUIET, 1, random).get(0)
                            : world.season(weeks.times(seconds), random));
            nanos.add((long) (seconds * 1e9));
            if (watched == null && asked.size() == Shipped.LEARN) {
                watched = new Watched(List.copyOf(asked), List.copyOf(nanos), weeks == Weeks.PARTS);
                asked.clear();
                nanos.clear();
            } else if (watched != null && asked.size() == Shipped.BUCKET) {
                alarms.addAll(watched.opened(List.copyOf(asked), List.copyOf(nanos)));
                asked.clear();
                nanos.clear();
            }
        }
        return alarms;
    }

    /** Of the mean volume: less at night and at the weekend; or five times as much in the third week. */
    private static double volume(Weeks weeks, double seconds) {
        double day = 1 - 0.8 * Math.cos(2 * Math.PI * seconds / DAY);
        int number = (int) (seconds / DAY);
        double week = number % 7 >= 5 ? 0.5 : 1;
        double jump = weeks == Weeks.VOLUME && number >= 14 && number < 21 ? 5 : 1;
        return day * week * jump;
    }
}
