package dev.plumbline.evaluator.rubrics;

import org.jspecify.annotations.Nullable;

/** A rubric in the words that a judge reads. */
final class RubricText {
    private RubricText() {}

    static String of(RubricFile file) {
        StringBuilder text = new StringBuilder();
        text.append(subject(file))
                .append(file.question().strip())
                .append("\n\nLook at these criteria, in this order:\n");
        for (RubricFile.Criterion criterion : file.criteria()) {
            text.append("- ")
                    .append(criterion.id())
                    .append(": ")
                    .append(criterion.text().strip())
                    .append('\n');
            anchor(text, "meets it", criterion.good());
            anchor(text, "breaks it", criterion.bad());
        }
        RubricFile.Grades scale = file.scale();
        text.append("\nThe verdict is\n");
        if (file.isOfPair()) {
            text.append("- \"first\" when the first answer is better by these criteria, \"second\" when the second is;")
                    .append(" name the criterion that decided;\n")
                    .append(
                            "- \"tie\" when neither is clearly better; name the criterion that was closest to deciding;\n");
        } else if (scale == null) {
            text.append("- \"fail\" when at least one criterion is clearly broken; name the first that is;\n")
                    .append("- \"pass\" when none is broken; name the criterion that was closest to breaking;\n");
        } else {
            text.append("- a grade from \"1\", every criterion is broken, to \"")
                    .append(scale.grades())
                    .append("\", none is; from \"")
                    .append(scale.passFrom())
                    .append(
                            file.isOfRetrieval()
                                    ? "\" on they are good enough;"
                                    : file.isOfSession()
                                            ? "\" on the conversation is good enough;"
                                            : "\" on the answer is good enough;")
                    .append(" name the criterion that cost most;\n");
        }
        text.append("- \"abstain\" with the criterion \"")
                .append(Rubric.CANNOT_TELL)
                .append(
                        "\" when the question cannot be understood, or when judging needs facts that are not there.\n\n")
                .append("Do not reward length, politeness or confidence. When in doubt, abstain.\n\n")
                .append("Unless you abstain, give one to three pieces of evidence: exact quotes, copied character by")
                .append(source(file))
                .append(" For \"abstain\" the list of evidence is empty. First")
                .append(" think in \"reasoning\", briefly; then decide.\n");
        return text.toString();
    }

    private static String subject(RubricFile file) {
        if (file.isOfSession()) {
            return "You judge one whole conversation between a user and an AI feature, from its first turn to its last."
                    + " You decide: ";
        }
        if (file.isOfPair()) {
            return "You compare two answers to the same question of one user. Which of them stands first says nothing:"
                    + " the order was drawn. You decide: ";
        }
        return file.isOfRetrieval()
                ? "You judge the passages that an AI feature retrieved for the question of one user, before it answered."
                        + " You do not see the answer. You decide: "
                : "You judge one answer that an AI feature gave to one user. You decide: ";
    }

    private static String source(RubricFile file) {
        if (file.isOfSession()) {
            return " character, of at least 12 characters each, from the conversation.";
        }
        if (file.isOfPair()) {
            return " character, of at least 12 characters each (or a whole answer when it is shorter), from the question,"
                    + " the answers or the passages.";
        }
        return file.isOfRetrieval()
                ? " character, of at least 12 characters each, from the question or the passages."
                : " character, of at least 12 characters each (or the whole answer when it is shorter), from the question,"
                        + " the answer or the passages.";
    }

    private static void anchor(StringBuilder text, String what, @Nullable String anchor) {
        if (anchor != null && !anchor.isBlank()) {
            text.append("    ").append(what).append(": ").append(anchor.strip()).append('\n');
        }
    }
}
