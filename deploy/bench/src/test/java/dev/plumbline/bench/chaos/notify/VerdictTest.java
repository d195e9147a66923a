package dev.plumbline.bench.chaos.notify;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {
    private static final Taken BEGUN = taken("b", false, 10);
    private static final Taken ENDED = taken("e", true, 50);

    private static Taken taken(String id, boolean end, long at) {
        return new Taken("r", "a", end, id, false, false, at);
    }

    private static Verdict verdict(List<Fault> faults, Map<String, Integer> timeouts, Taken... taken) {
        return Verdict.of(new Verdict.Done(Set.of("a"), Set.of("r"), faults, timeouts), List.of(taken));
    }

    private static Verdict verdict(Taken... taken) {
        return verdict(List.of(), Map.of(), taken);
    }

    private static Fault kill(long at) {
        return new Fault(Fault.Kind.KILL, at, at + 1, 1);
    }

    @Test
    void beginningAndEnd_keepThePromise() {
        assertThat(verdict(BEGUN, ENDED)).isEqualTo(new Verdict(0, 0, 0, 0, 0, 0));
    }

    @Test
    void missingOne_isMissedUnlessTheEndNamesIt() {
        assertThat(verdict(BEGUN).missed()).isEqualTo(1);
        assertThat(verdict(ENDED).missed()).isEqualTo(1);
        assertThat(verdict().missed()).isEqualTo(2);
        assertThat(verdict(new Taken("r", "a", true, "e", true, false, 5)).kept())
                .isTrue();
    }

    @Test
    void sameTransitionUnderAnotherId_isSeen() {
        assertThat(verdict(List.of(kill(15)), Map.of(), BEGUN, taken("b2", false, 20), ENDED)
                        .otherIds())
                .isEqualTo(1);
    }

    @Test
    void endBeforeTheBeginning_isSeen() {
        assertThat(verdict(taken("e", true, 1), BEGUN).disorder()).isEqualTo(1);
        assertThat(verdict(List.of(kill(55)), Map.of(), BEGUN, ENDED, taken("b", false, 60))
                        .disorder())
                .as("one that came before under the same id")
                .isZero();
    }

    @Test
    void alertThatNobodyOpened_isSeen() {
        assertThat(verdict(BEGUN, ENDED, new Taken("r", "other", false, "x", false, false, 60))
                        .unknown())
                .isEqualTo(1);
    }

    @Test
    void whatComesAgain_needsAKillBetweenOfItsOwn() {
        Taken again = taken("b", false, 20);
        Taken third = taken("b", false, 30);

        assertThat(verdict(BEGUN, again, ENDED).unexplained()).isEqualTo(1);
        assertThat(verdict(List.of(kill(30)), Map.of(), BEGUN, again, ENDED).unexplained())
                .isEqualTo(1);
        assertThat(verdict(List.of(kill(12)), Map.of(), BEGUN, again, ENDED).kept())
                .isTrue();
        assertThat(verdict(List.of(kill(12)), Map.of(), BEGUN, again, third, ENDED)
                        .unexplained())
                .isEqualTo(1);
    }

    @Test
    void timeout_explainsOneMore() {
        Taken hung = new Taken("r", "a", false, "b", false, true, 10);
        Taken again = taken("b", false, 20);
        Taken third = taken("b", false, 30);

        assertThat(verdict(List.of(), Map.of("b", 1), hung, again, ENDED).kept())
                .isTrue();
        assertThat(verdict(List.of(), Map.of("b", 1), BEGUN, again, ENDED).kept())
                .isTrue();
        assertThat(verdict(List.of(), Map.of("b", 1), hung, again, third, ENDED).unexplained())
                .isEqualTo(1);
    }
}
