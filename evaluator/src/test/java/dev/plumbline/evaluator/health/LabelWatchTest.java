package dev.plumbline.evaluator.health;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class LabelWatchTest {
    private final List<LabelWatch.Item> items = new ArrayList<>();
    private final Random random = new Random(7);

    @Test
    void judgeThatErrsAsBefore_isNotCalledWorse_howeverOftenOneLooks() {
        int mistaken = 0;
        for (int life = 0; life < 500; life++) {
            items.clear();
            LabelWatch watch = LabelWatch.START;
            for (int look = 0; look < 20; look++) {
                add(LabelWatch.BETWEEN, 0.2);
                watch = watch.look(items);
                mistaken += watch.gotWorse() ? 1 : 0;
            }
            assertThat(watch.looks()).isEqualTo(18);
        }

        assertThat(mistaken).isZero();
    }

    @Test
    void judgeThatErrsFarMore_isCalledWorse_andAgainNotWhenItErrsAsBefore() {
        add(LabelWatch.WANTED, 0.1);
        LabelWatch watch = LabelWatch.START.look(items);
        assertThat(watch.found()).isNull();

        add(LabelWatch.WINDOW, 0.7);
        watch = watch.look(items);

        assertThat(watch.gotWorse()).isTrue();
        assertThat(watch.found().now().n()).isEqualTo(LabelWatch.WINDOW);
        assertThat(watch.found().now().low()).isGreaterThan(watch.found().limit());
        add(LabelWatch.WINDOW, 0.1);
        assertThat(watch.look(items).gotWorse()).isFalse();
    }

    @Test
    void sameLabelsAgain_areNoFurtherLook() {
        add(LabelWatch.WANTED + LabelWatch.BETWEEN, 0.1);
        LabelWatch watch = LabelWatch.START.look(items);
        assertThat(watch.looks()).isEqualTo(1);

        assertThat(watch.look(items)).isEqualTo(watch);
        add(LabelWatch.BETWEEN - 1, 0.1);
        assertThat(watch.look(items).looks()).isEqualTo(1);
    }

    @Test
    void oneLongSession_saysNoMoreThanOneRequest() {
        add(LabelWatch.WANTED, 0.1);
        for (int i = 0; i < LabelWatch.WINDOW; i++) {
            items.add(new LabelWatch.Item(items.size(), "one", 1, true));
        }

        assertThat(LabelWatch.START.look(items).gotWorse()).isFalse();
    }

    private void add(int n, double wrong) {
        for (int i = 0; i < n; i++) {
            items.add(new LabelWatch.Item(items.size(), "s" + items.size(), 1, random.nextDouble() < wrong));
        }
    }
}
