package dev.plumbline.evaluator.health;

import org.junit.jupiter.api.Test;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WatchedTest {
    private static final int LIFE = 20_000;

    @Test
    void healthyJudge_isCalledDegradedInFewerLivesThanStated() {
        // given: 400 judge versions, each watched after every one of 20,000 answers; the level leaves 0.67 of them
        Random random = new Random(11);
        int mistaken = 0;
        for (int life = 0; life < 400; life++) {
            double share = life % 2 == 0 ? 0.03 : 0.2;
            Watched watched = Watched.START;
            for (int i = 0; i < LIFE; i++) {
                watched = watched.after(random.nextDouble() < share, i);
            }
            mistaken += watched.alarms() > 0 ? 1 : 0;
        }

        assertThat(mistaken).isLessThanOrEqualTo(3);
    }

    @Test
    void fortuneAtTheLimit_isAFairGame_soThatItRarelyGetsFar() {
        // given: bets at exactly the limit, without a reference
        Random random = new Random(5);
        int reached = 0;
        int lives = 2_000;
        for (int life = 0; life < lives; life++) {
            Wager wager = Wager.START;
            double most = 0;
            for (int i = 0; i < 60; i++) {
                double next = 0.1 * wager.after(true, 0.1).value()
                        + 0.9 * wager.after(false, 0.1).value();
                assertThat(next).isCloseTo(wager.value(), within(1e-9 * Math.max(1, wager.value())));
                wager = wager.after(random.nextDouble() < 0.1, 0.1);
                most = Math.max(most, wager.value());
            }
            reached += most >= 100 ? 1 : 0;
        }

        assertThat(reached).isLessThanOrEqualTo(lives / 100);
    }

    @Test
    void risenShare_isSeenWithinAHundredAnswers_alsoAfterALongHealthyLife_andItsOnsetIsKnown() {
        Random random = new Random(3);
        Watched watched = Watched.START;
        for (int i = 0; i < 5_000; i++) {
            watched = watched.after(random.nextDouble() < 0.02, i);
        }
        assertThat(watched.alarm()).isNull();

        int answers = 0;
        while (watched.alarm() == null && answers < 200) {
            watched = watched.after(random.nextDouble() < 0.4, 5_000 + answers++);
        }

        assertThat(answers).isLessThanOrEqualTo(100);
        assertThat(watched.alarm().run().sinceNano()).isBetween(4_950L, 5_020L);
        assertThat(watched.alarm().value())
                .isGreaterThanOrEqualTo(watched.alarm().threshold());
    }

    @Test
    void alarm_endsWithAWholeBlockAtTheLimit_andTheNextNeedsMoreEvidence() {
        Watched watched = learned(0);
        for (int i = 0; i < 100 && watched.alarm() == null; i++) {
            watched = watched.after(true, i);
        }
        double first = watched.alarm().threshold();
        // A block with ten bad ones in it ends nothing.
        for (int i = 0; i < Watched.BLOCK; i++) {
            watched = watched.after(i % 5 == 0, i);
        }
        assertThat(watched.alarm()).isNotNull();

        for (int i = 0; i < Watched.BLOCK; i++) {
            watched = watched.after(false, i);
        }

        assertThat(watched.alarm()).isNull();
        assertThat(watched.threshold()).isCloseTo(3 * first, within(1e-6));
    }

    @Test
    void limit_isTheExactOneOfAReferenceWithoutABadAnswer() {
        double limit = learned(0).learned().limit();

        assertThat(limit).isCloseTo(1 - Math.pow(Watched.LEVEL / 2, 1.0 / 200), within(1e-9));
        assertThat(learned(10).learned().limit()).isBetween(0.09, 0.14);
    }

    @Test
    void judgeThatWasHopelessFromTheStart_isNotWatched() {
        Watched watched = learned(200);
        for (int i = 0; i < 1_000; i++) {
            watched = watched.after(true, i);
        }

        assertThat(watched.alarm()).isNull();
    }

    private static Watched learned(int bad) {
        Watched watched = Watched.START;
        for (int i = 0; i < Watched.Learned.WANTED; i++) {
            watched = watched.after(i < bad, i);
        }
        return watched;
    }
}
