package dev.plumbline.drift.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class DetectorTest {

    private static final int TOPIC = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void finding_opensOnceGrowsAndClosesWhenTheTopicGoes() {
        Traffic traffic = new Traffic(1, 3, 0).share(TOPIC, 0);
        Run run = new Run("story", traffic::sessions);

        traffic.share(TOPIC, 0.1);
        List<Change> came = run.look(6);
        traffic.share(TOPIC, 0.35);
        List<Change> more = run.look(4);
        traffic.share(TOPIC, 0);
        List<Change> gone = run.look(8);

        assertThat(came).first().extracting(Change::type).isEqualTo(Change.Type.OPENED);
        assertThat(more).isNotEmpty().extracting(Change::type).containsOnly(Change.Type.GROWN);
        assertThat(gone).last().extracting(Change::type).isEqualTo(Change.Type.CLOSED);
        List<Change> story = new ArrayList<>(came);
        story.addAll(more);
        story.addAll(gone);
        assertThat(story)
                .extracting(change -> change.story().id())
                .containsOnly(came.get(0).story().id());
        assertThat(run.state().open()).isEmpty();
    }

    @Test
    void foundCluster_keepsItsIdentityWhenItComesBack() {
        Traffic traffic = new Traffic(1, 3, 0).share(TOPIC, 0);
        Run run = new Run("again", traffic::sessions);

        traffic.share(TOPIC, 0.2);
        List<Change> first = run.look(5);
        traffic.share(TOPIC, 0);
        run.look(8);
        traffic.share(TOPIC, 0.2);
        List<Change> second = run.look(6);

        assertThat(second).first().satisfies(change -> {
            assertThat(change.type()).isEqualTo(Change.Type.OPENED);
            assertThat(change.story().subject().about())
                    .isEqualTo(first.get(0).story().subject().about());
            assertThat(change.story().id()).isNotEqualTo(first.get(0).story().id());
        });
        assertThat(run.state().found()).hasSize(1);
    }

    @Test
    void foundCluster_staysWhenItsReturnIsNotBorneOut() {
        Traffic traffic = new Traffic(1, 3, 0).share(TOPIC, 0);
        Run run = new Run("again", traffic::sessions);
        traffic.share(TOPIC, 0.2);
        run.look(5);
        traffic.share(TOPIC, 0);
        run.look(8);

        traffic.share(TOPIC, 0.3);
        run.look(1);
        int raised = run.state().candidates().size();
        traffic.share(TOPIC, 0);
        // Until the burst has left the longest window, and what that raised has waited in vain.
        run.look(12);

        assertThat(raised).isOne();
        assertThat(run.state().candidates()).isEmpty();
        assertThat(run.state().open()).isEmpty();
        assertThat(run.state().found()).hasSize(1);
    }

    @Test
    void candidateThatFreshSessionsDoNotBearOut_leavesNoTrace() {
        Traffic traffic = new Traffic(1, 3, 0).share(TOPIC, 0);
        Run run = new Run("burst", traffic::sessions);

        traffic.share(TOPIC, 0.25);
        run.look(1);
        boolean raised = !run.state().candidates().isEmpty();
        traffic.share(TOPIC, 0);
        List<Change> changes = run.look(3);

        assertThat(raised).isTrue();
        assertThat(changes).isEmpty();
        assertThat(run.state())
                .matches(state -> state.found().isEmpty() && state.candidates().isEmpty());
    }

    /** Invariant 4: a run cut anywhere, its state written down and read again, gives the same result to the last bit. */
    @Test
    void runCutAnywhere_givesTheSameLooks() throws JsonProcessingException {
        for (int world = 0; world < 6; world++) {
            Traffic traffic = new Traffic(500 + world, 2, 0).share(TOPIC, 0);
            List<Observation> learned = traffic.sessions(400);
            List<List<Observation>> buckets = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                buckets.add(
                        traffic.share(TOPIC, i < 3 ? 0 : i < 9 ? 0.15 : 0.02).sessions(100));
            }

            List<String> whole = looks(learned, buckets, new Random(0), 0);

            assertThat(looks(learned, buckets, new Random(world), 0.5)).isEqualTo(whole);
            assertThat(String.join("", whole)).contains("\"OPENED\"");
        }
    }

    /** With this chance before each look: everything is forgotten, learned and read again. */
    private static List<String> looks(
            List<Observation> learned, List<List<Observation>> buckets, Random random, double restart)
            throws JsonProcessingException {
        List<String> looks = new ArrayList<>();
        DetectorState state = DetectorState.START;
        Detector detector = new Detector("same", Reference.learn("same", learned), Run.BUDGET);
        for (int i = 1; i < buckets.size(); i++) {
            if (random.nextDouble() < restart) {
                Reference reference = Reference.learn("same", learned);
                detector = new Detector("same", Reference.of(reference.leaves(), learned), Run.BUDGET);
                state = JSON.readValue(JSON.writeValueAsString(state), DetectorState.class);
            }
            Look look = detector.look(state, buckets.subList(Math.max(0, i + 1 - Detector.RECENT), i + 1));
            state = look.next();
            looks.add(JSON.writeValueAsString(look));
        }
        return looks;
    }
}
