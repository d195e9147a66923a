package dev.plumbline.demo.assistant;

import dev.plumbline.demo.assistant.Reply.Found;
import dev.plumbline.demo.assistant.Reply.Kind;
import dev.plumbline.demo.assistant.Reply.Took;
import dev.plumbline.demo.assistant.Reply.ToolCall;
import dev.plumbline.demo.content.Article;
import dev.plumbline.demo.search.Encoder;
import dev.plumbline.demo.search.Hit;
import dev.plumbline.demo.search.Passage;
import dev.plumbline.demo.search.PassageIndex;
import dev.plumbline.demo.search.SentenceTable;
import dev.plumbline.demo.search.SentenceTable.Sentence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One release of the assistant. Answers depend on the question, the conversation and the customer only. */
public final class Assistant {

    /** What the assistant is told to do, as telemetry shows it. */
    public static final String INSTRUCTIONS = "You are the support assistant of Quillby, the shared bikes of Northport,"
            + " Marisol, Brückstadt and Vallonne. Answer only with sentences of the passages that were found. If no"
            + " passage fits the question, say so and offer a person.";

    private static final String REFUSAL = "I am sorry, I could not find anything about that in our help pages."
            + " Please type agent and a colleague will help you.";
    private static final int PASSAGES = 4;
    /** Below this score nothing fits. */
    private static final double FITS = 0.39;
    /** Below this score a question in a conversation is read together with the one before it. */
    private static final double CLEAR = 0.50;

    private record Search(Found found, float[] query) {}

    /** The indexes that every release shares. */
    public record Library(PassageIndex passages, PassageIndex forCompanies, SentenceTable sentences) {

        /** Embeds all articles. */
        public static Library of(List<Article> articles, Encoder encoder) {
            List<Passage> passages = Passage.cut(articles);
            PassageIndex index = PassageIndex.of(passages, encoder);
            PassageIndex forCompanies = index.only(passage -> !passage.article().privateOnly());
            return new Library(index, forCompanies, SentenceTable.of(passages, encoder));
        }
    }

    private final Release release;
    private final Library library;
    private final Composer composer;
    private final Encoder encoder;
    private final Clock clock;

    /** @param clock only measures how long the steps take */
    public Assistant(Release release, Library library, Encoder encoder, Clock clock) {
        this.release = release;
        this.library = library;
        this.composer = new Composer(library.sentences());
        this.encoder = encoder;
        this.clock = clock;
    }

    public Release release() {
        return release;
    }

    /**
     * Answers.
     *
     * @param history the conversation so far, oldest first
     */
    public Reply answer(String question, List<Exchange> history, Customer customer) {
        Instant started = clock.instant();
        Optional<String> smallTalk = SmallTalk.answer(question);
        if (smallTalk.isPresent()) {
            Took took = new Took(Duration.ZERO, Duration.ZERO, since(started));
            return new Reply(Kind.SMALL_TALK, smallTalk.get(), Optional.empty(), Optional.empty(), List.of(), took);
        }
        Search search = search(question, history, index(customer));
        List<Hit> hits = search.found().hits();
        Instant searched = clock.instant();
        if (hits.get(0).score() < FITS) {
            Took took = new Took(Duration.between(started, searched), Duration.ZERO, since(searched));
            return new Reply(Kind.REFUSED, REFUSAL, Optional.of(search.found()), Optional.empty(), List.of(), took);
        }
        Optional<ToolCall> tool =
                hits.get(0).passage().article().tool().map(name -> AccountDirectory.call(name, customer));
        Instant lookedUp = clock.instant();
        List<Sentence> used = composer.choose(search.query(), hits);
        String text = text(tool, used);
        Took took =
                new Took(Duration.between(started, searched), Duration.between(searched, lookedUp), since(lookedUp));
        return new Reply(Kind.ANSWERED, text, Optional.of(search.found()), tool, used, took);
    }

    private PassageIndex index(Customer customer) {
        boolean company = release.searchesByPlan() && customer.plan() == Plan.BUSINESS;
        return company ? library.forCompanies() : library.passages();
    }

    private Search search(String question, List<Exchange> history, PassageIndex index) {
        Search alone = search(question, index);
        if (history.isEmpty() || alone.found().hits().get(0).score() >= CLEAR) {
            return alone;
        }
        return search(history.get(history.size() - 1).question() + " " + question, index);
    }

    private Search search(String query, PassageIndex index) {
        float[] vector = encoder.embed(List.of(query)).get(0);
        return new Search(new Found(query, index.search(vector, PASSAGES)), vector);
    }

    private static String text(Optional<ToolCall> tool, List<Sentence> used) {
        List<String> parts = new ArrayList<>();
        tool.map(ToolCall::sentence).ifPresent(parts::add);
        used.forEach(sentence -> parts.add(sentence.text()));
        return parts.stream().distinct().collect(Collectors.joining(" "));
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
