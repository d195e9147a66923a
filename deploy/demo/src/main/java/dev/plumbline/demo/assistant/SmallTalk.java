package dev.plumbline.demo.assistant;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Greetings and thanks, which need no article. */
final class SmallTalk {

    private static final Pattern GREETING = Pattern.compile(
            "(hi|hello|hey|yo|hola|hallo|bonjour|good (morning|evening|day))( there)?(,? anyone there)?[ !.?]*");
    private static final Pattern THANKS = Pattern.compile("(ok |perfect,? |that's all,? |you're brilliant,? )*(great )?"
            + "(ok|got it|bye|thanks( a lot)?|thank you( so much)?|thx|gracias|danke( dir)?|merci( beaucoup)?"
            + "|cheers( mate)?)[ !.]*");
    private static final Pattern WHO =
            Pattern.compile("(are you a (robot|bot|human)|who (am i talking to|are you)|how are you( today)?)[ ?!.]*");

    private SmallTalk() {}

    /** The friendly answer, when the text is nothing but small talk. */
    static Optional<String> answer(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (GREETING.matcher(plain).matches()) {
            return Optional.of("Hello! I am Quillby's assistant. What would you like to know about our bikes?");
        }
        if (THANKS.matcher(plain).matches()) {
            return Optional.of("You are welcome. Have a good ride!");
        }
        if (WHO.matcher(plain).matches()) {
            return Optional.of("I am Quillby's automatic assistant and look things up in our help pages for you.");
        }
        return Optional.empty();
    }
}
