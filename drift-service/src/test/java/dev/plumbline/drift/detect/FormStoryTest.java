package dev.plumbline.drift.detect;

import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.Measure;
import dev.plumbline.drift.reference.Observation;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** Topics stay as they are; only the form of what is asked changes. */
class FormStoryTest {

    /** Traffic of made-up topics with made-up forms. */
    private static final class Forms implements IntFunction<List<Observation>> {
        private final Traffic traffic;
        private final Random random;
        private double empty;
        private double foreign;
        private double longer = 1;
        private double refusing;
        private boolean refusingForeigners;

        Forms(long seed) {
            this.traffic = new Traffic(seed, 1, 0);
            this.random = new Random(seed);
        }

        @Override
        public List<Observation> apply(int sessions) {
            return traffic.sessions(sessions).stream().map(this::formed).toList();
        }

        private Observation formed(Observation one) {
            float[] values = new float[Measure.values().length];
            values[Measure.LENGTH.ordinal()] = (float) (40 * longer * Math.exp(0.5 * random.nextGaussian()));
            values[Measure.UNKNOWN_WORDS.ordinal()] = random.nextInt(5) / 10f;
            values[Measure.EMPTY.ordinal()] = random.nextDouble() < empty ? 1 : 0;
            String language = random.nextDouble() < foreign ? "es" : "en";
            float[] answer = new float[Measure.values().length];
            answer[Measure.LENGTH.ordinal()] = 100 + random.nextInt(300);
            boolean refused = random.nextDouble() < refusing || refusingForeigners && language.equals("es");
            answer[Measure.REFUSAL.ordinal()] = refused ? 1 : 0;
            return new Observation(
                    one.startNano(), one.traceId(), one.vector(), new Form(values, language), new Form(answer, "en"));
        }
    }

    @Test
    void quietForms_openNothing() {
        for (int world = 0; world < 4; world++) {
            assertThat(new Run("quiet", new Forms(world)).look(20)).isEmpty();
        }
    }

    @Test
    void emptyInputs_areOneFindingThatClosesWhenTheyEnd() {
        Forms forms = new Forms(7);
        Run run = new Run("empty", forms);

        forms.empty = 0.1;
        List<Change> came = run.look(4);
        forms.empty = 0;
        List<Change> gone = run.look(7);

        assertThat(came).first().satisfies(change -> {
            assertThat(change.type()).isEqualTo(Change.Type.OPENED);
            assertThat(change.story().subject().kind()).isEqualTo(Kind.FORM_CHANGED);
            assertThat(change.words()).isEqualTo("empty");
            assertThat(change.then().hits()).isZero();
        });
        assertThat(came)
                .extracting(change -> change.story().id())
                .containsOnly(came.get(0).story().id());
        assertThat(gone).last().extracting(Change::type).isEqualTo(Change.Type.CLOSED);
    }

    @Test
    void otherLanguage_isTold() {
        Forms forms = new Forms(8);
        Run run = new Run("foreign", forms);

        forms.foreign = 0.15;

        assertThat(run.look(5)).first().satisfies(change -> {
            assertThat(change.story().subject().about()).isEqualTo("language.other");
            assertThat(change.words()).isEqualTo("in another language than “en”");
        });
    }

    /** Longer inputs are more above each cut and fewer below: one story all the same. */
    @Test
    void longerInputs_areOneStory() {
        Forms forms = new Forms(9);
        Run run = new Run("long", forms);

        forms.longer = 1.6;

        assertThat(run.look(4).stream().filter(change -> change.type() == Change.Type.OPENED))
                .hasSizeBetween(1, 2)
                .allMatch(change -> change.story().subject().about().startsWith("length."));
    }

    @Test
    void refusals_areAnOutputFinding_andNothingElse() {
        Forms forms = new Forms(10);
        Run run = new Run("refusing", forms);

        forms.refusing = 0.15;

        assertThat(run.look(4).stream().filter(change -> change.type() == Change.Type.OPENED))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.story().subject().kind()).isEqualTo(Kind.OUTPUT_CHANGED);
                    assertThat(change.story().subject().kind().verdict()).isEqualTo(Kind.Verdict.OUTPUT);
                    assertThat(change.words()).isEqualTo("a refusal");
                });
    }

    /** That users ask otherwise is no excuse for the answers: each is told. */
    @Test
    void refusalsOfANewLanguage_areToldBesideIt() {
        Forms forms = new Forms(11);
        Run run = new Run("both", forms);

        forms.refusingForeigners = true;
        forms.foreign = 0.15;

        assertThat(run.look(5).stream()
                        .filter(change -> change.type() == Change.Type.OPENED)
                        .map(change -> change.story().subject().about()))
                .containsExactlyInAnyOrder("language.other", "output.refusal.over.0.0");
    }
}
