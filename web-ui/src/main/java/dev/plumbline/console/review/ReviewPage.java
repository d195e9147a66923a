package dev.plumbline.console.review;

import dev.plumbline.console.trace.Conversation;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The queue as the screen shows it.
 *
 * @param queue the draw that is being labelled; null for the list of draws
 * @param said what was just done or refused; empty for nothing
 */
record ReviewPage(Card<List<Line>> draws, @Nullable Queue queue, String said) {
    private static final int NAME = 80;

    /** A draw in the list. */
    record Line(String page, String rubric, String feature, String wanted, String by) {
        static Line of(ReviewStore.Known draw, String page) {
            return new Line(
                    page,
                    Visible.line(draw.rubric(), NAME),
                    Visible.line(draw.feature(), NAME),
                    Amount.count(draw.wanted()),
                    Visible.line(draw.author(), NAME) + ", " + Moment.minute(draw.at()));
        }
    }

    /**
     * @param text what the draw is known by
     * @param shown the request to label; null when there is none to give
     * @param before the request before it; null for none
     */
    record Queue(
            String text,
            Progress progress,
            Asked asked,
            @Nullable Shown shown,
            @Nullable Before before) {}

    /** @param share of the draw that is labelled, for the bar; {@code gate} about the labels that a gate needs */
    record Progress(String labelled, String drawn, String share, Gate gate, Rest rest) {
        public boolean done() {
            return labelled.equals(drawn);
        }
    }

    /** @param words empty when the agreement is not known */
    record Gate(String words, boolean may) {}

    /** What of the rest is not given now. */
    record Rest(long others, long skipped) {}

    /** What the reviewer decides. @param question empty for a rubric that nobody wrote here */
    record Asked(String rubric, String scorer, String feature, String question, List<String> criteria) {}

    /**
     * A request.
     *
     * @param own the reviewer's latest label of it; empty for none
     * @param verdict what the scorer said; empty until it was asked for
     */
    record Shown(String item, Facts facts, Card<Texts> texts, String own, String verdict) {}

    /** @param trace its screen */
    record Facts(String trace, String time) {}

    /**
     * @param cut whether the texts above are only the first 2 kB
     * @param input null when no span of it reports messages; so {@code output}
     */
    record Texts(
            List<Visible.Piece> question,
            List<Visible.Piece> answer,
            boolean cut,
            List<Conversation.Found> passages,
            @Nullable Conversation input,
            @Nullable Conversation output) {}

    /** @param label what the reviewer said; empty when it was skipped */
    record Before(String item, String page, String label, String verdict) {}

    public boolean refused() {
        return said.startsWith("refused");
    }
}
