package dev.plumbline.demo.traffic;

import dev.plumbline.demo.assistant.Customer;
import dev.plumbline.demo.content.Content;
import dev.plumbline.demo.content.Question;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Makes sessions. The same seed gives the same traffic. */
public final class Traffic {

    private static final int LONGEST_GAP_SECONDS = 90;
    private static final int SHORTEST_GAP_SECONDS = 15;

    private final SplittableRandom random;
    private final Customers customers;
    private final Questions questions;
    private final LoadCurve curve = new LoadCurve();

    public Traffic(Content content, long seed) {
        random = new SplittableRandom(seed);
        customers = new Customers(random.split());
        questions = new Questions(content, random.split());
    }

    /**
     * All turns of some hours, in order of time, none after the end.
     *
     * @param sessions how many begin
     * @param span how long it lasts
     */
    public List<PlannedTurn> plan(int sessions, Duration span) {
        double release = curve.when(Phase.NEW_RELEASE.from());
        double[] starts = random.split().doubles(sessions).sorted().toArray();
        List<PlannedTurn> turns = new ArrayList<>();
        for (double share : starts) {
            Duration start = times(span, curve.when(share));
            for (PlannedTurn turn : session(start, share)) {
                if (turn.at().compareTo(span) <= 0) {
                    boolean released = turn.at().compareTo(times(span, release)) >= 0;
                    turns.add(released ? inPhase(turn, Phase.NEW_RELEASE) : turn);
                }
            }
        }
        turns.sort(Comparator.comparing(PlannedTurn::at));
        return List.copyOf(turns);
    }

    /** One more session after the plan, as at its end: for traffic that goes on. */
    public List<PlannedTurn> oneMore(Duration start) {
        return session(start, 1);
    }

    /** How long until the next session begins when they come at random with this mean. */
    public Duration pause(Duration mean) {
        return times(mean, -Math.log(1 - random.nextDouble()));
    }

    private List<PlannedTurn> session(Duration start, double share) {
        SplittableRandom own = random.split();
        String id = "s-" + HexFormat.of().toHexDigits(own.nextLong(), 12);
        Customer customer = customers.any(own);
        List<PlannedTurn> turns = new ArrayList<>();
        Duration at = start;
        for (Question question : questions.session(customer, Phase.newTopicShare(share), own)) {
            turns.add(new PlannedTurn(id, turns.size(), at, Phase.at(share), customer, question));
            at = at.plusMillis(1_000L * own.nextInt(SHORTEST_GAP_SECONDS, LONGEST_GAP_SECONDS) + own.nextInt(1_000));
        }
        return turns;
    }

    private static PlannedTurn inPhase(PlannedTurn turn, Phase phase) {
        return new PlannedTurn(turn.sessionId(), turn.turn(), turn.at(), phase, turn.customer(), turn.question());
    }

    private static Duration times(Duration span, double factor) {
        return Duration.ofNanos(Math.round(span.toNanos() * factor));
    }
}
