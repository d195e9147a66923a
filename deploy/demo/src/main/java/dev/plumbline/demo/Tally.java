package dev.plumbline.demo;

import dev.plumbline.demo.assistant.Plan;
import dev.plumbline.demo.content.Question;
import dev.plumbline.demo.traffic.PlannedTurn;

import java.util.Locale;

/**
 * Counts what was played.
 *
 * @param newTopic requests about the new topic
 * @param known requests that an article answers, by riders of every plan
 * @param company those of them by company riders
 */
record Tally(int sessions, int requests, int newTopic, Helped known, Helped company) {

    static final Tally NONE = new Tally(0, 0, 0, new Helped(0, 0), new Helped(0, 0));

    /** @param right how many of {@code n} came from the right article */
    record Helped(int n, int right) {

        Helped plus(boolean helped) {
            return new Helped(n + 1, right + (helped ? 1 : 0));
        }

        @Override
        public String toString() {
            return n == 0 ? "none" : String.format(Locale.ROOT, "%.0f %% of %d", 100.0 * right / n, n);
        }
    }

    Tally plus(PlannedTurn turn, boolean right) {
        boolean article = turn.question().hasArticle();
        boolean byCompany = article && turn.customer().plan() == Plan.BUSINESS;
        return new Tally(
                sessions + (turn.turn() == 0 ? 1 : 0),
                requests + 1,
                newTopic + (turn.question().answer().equals(Question.NONE) ? 1 : 0),
                article ? known.plus(right) : known,
                byCompany ? company.plus(right) : company);
    }

    @Override
    public String toString() {
        return "%d sessions, %d requests, %d about the new topic; truly right: %s, of company riders %s"
                .formatted(sessions, requests, newTopic, known, company);
    }
}
