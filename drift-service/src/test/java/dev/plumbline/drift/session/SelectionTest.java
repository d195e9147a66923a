package dev.plumbline.drift.session;

import dev.plumbline.drift.session.Selection.Decided;
import dev.plumbline.drift.session.Selection.Fate;
import dev.plumbline.drift.session.Selection.Place;
import dev.plumbline.drift.session.Selection.Request;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTest {

    private static final Place START = new Place(-1, "", "");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Watermark WATERMARK =
            new Watermark(Duration.ofMinutes(5), Duration.ofSeconds(15), Duration.ofMinutes(10));

    @Test
    void decide_observesTheFirstOfEachSession_andLetsWhatComesTooLateGo() {
        Selection selection = new Selection(new Place(10, "b", ""), new Sessions(Map.of()));

        List<Decided> decided = selection.decide(List.of(
                request(9, "a", "one"),
                request(10, "a", "one"),
                request(10, "c", "one"),
                request(11, "a", "one"),
                request(11, "b", "two")));

        assertThat(decided)
                .extracting(Decided::fate)
                .containsExactly(Fate.LATE, Fate.LATE, Fate.OBSERVED, Fate.SAME_SESSION, Fate.OBSERVED);
        assertThat(selection.reached()).isEqualTo(new Place(11, "b", "0"));
    }

    @Test
    void decide_cutAnywhereIntoBatches_decidesTheSame() {
        List<Request> requests = new ArrayList<>();
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            requests.add(request(i / 3, "t" + (i % 3), "session " + random.nextInt(60)));
        }
        List<Fate> whole = fates(new Selection(START, new Sessions(Map.of())).decide(requests));

        Selection pieces = new Selection(START, new Sessions(Map.of()));
        List<Decided> decided = new ArrayList<>();
        for (int from = 0, to; from < requests.size(); from = to) {
            to = Math.min(requests.size(), from + 1 + random.nextInt(40));
            decided.addAll(pieces.decide(requests.subList(from, to)));
        }

        assertThat(fates(decided)).isEqualTo(whole);
        assertThat(whole).filteredOn(fate -> fate == Fate.OBSERVED).hasSizeBetween(50, 60);
    }

    @Test
    void watermark_isTheLatestSettledRequestLessTheGrace() {
        long settled = Duration.ofMinutes(60).toNanos();

        assertThat(WATERMARK.of(new Watermark.Waiting(settled, settled + 1, NOW), NOW))
                .isEqualTo(Duration.ofMinutes(55).toNanos());
        assertThat(WATERMARK.of(new Watermark.Waiting(null, settled, NOW), NOW)).isNegative();
        assertThat(WATERMARK.of(new Watermark.Waiting(null, null, null), NOW)).isNegative();
    }

    @Test
    void watermark_afterALongSilence_letsAllPass() {
        Instant longAgo = NOW.minus(Duration.ofMinutes(10));

        assertThat(WATERMARK.of(new Watermark.Waiting(7L, 9L, longAgo), NOW)).isEqualTo(9);
        assertThat(WATERMARK.of(new Watermark.Waiting(7L, 9L, longAgo.plusMillis(1)), NOW))
                .isNegative();
    }

    private static List<Fate> fates(List<Decided> decided) {
        return decided.stream().map(Decided::fate).toList();
    }

    private static Request request(long startNano, String traceId, String session) {
        return new Request(new Place(startNano, traceId, "0"), new SessionKey(session));
    }
}
