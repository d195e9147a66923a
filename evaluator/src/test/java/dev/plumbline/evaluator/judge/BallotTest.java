package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.scoring.Finding;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BallotTest {
    private static final Finding PASS = Finding.pass(1, "clear");
    private static final Finding FAIL = Finding.fail(0, "broken: complete");
    private static final Finding ABSTAIN = Finding.abstain("the judge cannot tell");

    @Test
    void moreThanHalf_decide_andTheCountIsTold() {
        assertThat(Ballot.decide(List.of(FAIL, PASS, FAIL)))
                .isEqualTo(Finding.fail(0, "1 pass, 2 fail; broken: complete"));
        assertThat(Ballot.agreement(List.of(FAIL, PASS, FAIL))).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void half_isNoMajority() {
        assertThat(Ballot.decide(List.of(PASS, FAIL)))
                .isEqualTo(Finding.abstain("the judges disagree: 1 pass, 1 fail"));
        assertThat(Ballot.decide(List.of(PASS, FAIL, ABSTAIN)))
                .isEqualTo(Finding.abstain("the judges disagree: 1 pass, 1 fail, 1 abstain"));
        assertThat(Ballot.decide(List.of(PASS, PASS, FAIL, ABSTAIN)).label()).isEqualTo(ABSTAIN.label());
        assertThat(Ballot.agreement(List.of(PASS, FAIL))).isEqualTo(0.5);
    }

    @Test
    void abstentions_areVotesToo() {
        assertThat(Ballot.decide(List.of(ABSTAIN, PASS, ABSTAIN)))
                .isEqualTo(Finding.abstain("1 pass, 2 abstain; the judge cannot tell"));
    }

    @Test
    void grades_areTheMeanOfTheMajority() {
        Finding decided =
                Ballot.decide(List.of(Finding.pass(0.75, "a"), Finding.pass(1, "b"), Finding.fail(0.25, "c")));

        assertThat(decided.value()).isEqualTo(0.875);
    }

    @Test
    void oneVoice_agreesWithItself() {
        assertThat(Ballot.agreement(List.of(PASS, PASS, PASS))).isEqualTo(1);
    }
}
