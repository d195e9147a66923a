package dev.plumbline.tracestore.skip;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class BitsTest {

    @Test
    void whatIsInASetIsAlwaysFound_andLittleElse() {
        Random random = new Random(3);
        for (int size : new int[] {1, 2, 6, 7, 30, 900, 6_000}) {
            Set<Value> values = new HashSet<>();
            while (values.size() < size) {
                values.add(value(random.nextInt(1_000_000_000)));
            }
            byte[] bits = Bits.of(values);
            int others = 0;
            for (int i = 0; i < 5_000; i++) {
                others += Bits.mayHold(bits, Set.of(value(-1 - i))) ? 1 : 0;
            }

            assertThat(values).allMatch(value -> Bits.mayHold(bits, Set.of(value)));
            assertThat(Integer.bitCount(bits.length)).as("a power of two").isEqualTo(1);
            assertThat(others).as("of 5,000 that are not in %s", size).isLessThan(150);
        }
    }

    @Test
    void allThatIsWantedMustBeThere() {
        byte[] bits = Bits.of(Set.of(value(1), value(2)));

        assertThat(Bits.mayHold(bits, Set.of(value(1), value(2)))).isTrue();
        assertThat(Bits.mayHold(bits, Set.of(value(1), value(3)))).isFalse();
        assertThat(Bits.mayHold(bits, Set.of())).isTrue();
    }

    @Test
    void keyAndValueAreToldApart() {
        assertThat(Bits.places(new Value("ATTRIBUTE", "plan", "a")))
                .isNotEqualTo(Bits.places(new Value("ATTRIBUTE", "pla", "na")))
                .isNotEqualTo(Bits.places(new Value("RELEASE", "", "a")));
    }

    @Test
    void minutesTakenOut_leaveTheRest_theLatestFirst() {
        long minute = Part.MINUTE_NANO;
        Part range = new Part(minute / 2, 5 * minute + 7);

        assertThat(range.without(List.of())).containsExactly(range);
        assertThat(range.without(List.of(3, 2)))
                .containsExactly(new Part(4 * minute, 5 * minute + 7), new Part(minute / 2, 2 * minute));
        assertThat(range.without(List.of(5, 1, 0)))
                .as("also where only a part of the minute lies in the range")
                .containsExactly(new Part(2 * minute, 5 * minute));
        assertThat(range.without(List.of(5, 4, 3, 2, 1, 0))).isEmpty();
    }

    private static Value value(int number) {
        return new Value("ATTRIBUTE", "key", String.valueOf(number));
    }
}
