package dev.plumbline.demo.content;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads questions from Markdown: {@code ## intent -> answer}, then one list item for each question; an item that is
 * indented follows up on the one above it.
 */
final class QuestionText {

    private static final String HEADING = "## ";
    private static final String ITEM = "- ";
    private static final String FOLLOW_UP = "  - ";
    private static final String ARROW = " -> ";

    private final List<Question> questions = new ArrayList<>();
    private final List<Question> followUps = new ArrayList<>();
    private String intent = "";
    private String answer = "";
    private String text = "";

    private QuestionText() {}

    static List<Question> read(String markdown) {
        QuestionText reader = new QuestionText();
        markdown.lines().forEach(reader::line);
        reader.finish();
        return List.copyOf(reader.questions);
    }

    private void line(String line) {
        if (line.startsWith(FOLLOW_UP)) {
            followUps.add(new Question(line.substring(FOLLOW_UP.length()), intent, answer, List.of()));
        } else if (line.startsWith(ITEM)) {
            finish();
            text = line.substring(ITEM.length());
        } else if (line.startsWith(HEADING)) {
            finish();
            int arrow = line.indexOf(ARROW);
            if (arrow < 0) {
                throw new IllegalArgumentException(
                        "a heading of questions is '## intent -> answer', not '" + line + "'");
            }
            intent = line.substring(HEADING.length(), arrow);
            answer = line.substring(arrow + ARROW.length());
        }
    }

    private void finish() {
        if (!text.isEmpty()) {
            questions.add(new Question(text, intent, answer, followUps));
        }
        text = "";
        followUps.clear();
    }
}
