package dev.plumbline.console.review;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.TraceReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Chooses the request that a reviewer labels next, and puts together what they need for it, and no more. */
@ApplicationScoped
class ReviewScreen {
    private static final Logger LOG = Logger.getLogger(ReviewScreen.class);
    private static final int NAME = 80;
    private static final int SENTENCE = 2_000;

    private final ReviewClient client;
    private final ReviewStore store;
    private final ScoreClient scores;
    private final TraceReader traces;
    private final RequestReader requests;

    ReviewScreen(
            ReviewClient client, ReviewStore store, ScoreClient scores, TraceReader traces, RequestReader requests) {
        this.client = client;
        this.store = store;
        this.scores = scores;
        this.traces = traces;
        this.requests = requests;
    }

    /** @throws SQLException when the console's own tables do not answer */
    ReviewPage.Queue queue(Frame frame, Found.Drawn drawn, Query query) throws SQLException {
        String person = frame.who().caller().name();
        Found.Frame of = drawn.draw().frame();
        CompletableFuture<Card<Found.Agreements>> agreement = client.agreement(of);
        CompletableFuture<Card<Found.Rubrics>> rubric = client.rubric(of.rubric());
        store.know(drawn.draw());
        Set<Item> skipped = store.marked(drawn.draw().id(), person, ReviewStore.Mark.SKIPPED);
        Set<Item> seen = store.marked(drawn.draw().id(), person, ReviewStore.Mark.SEEN);
        Optional<Item> next = next(drawn, query, skipped, person);
        Url here = frame.to("/review").with("draw", drawn.draw().id());
        Item last = Item.is(query.text("last")) ? Item.of(query.text("last")) : null;
        return new ReviewPage.Queue(
                drawn.draw().id(),
                new ReviewPage.Progress(
                        Amount.count(drawn.labelled()),
                        Amount.count(drawn.drawn()),
                        String.format(
                                Locale.ROOT,
                                "%.1f%%",
                                drawn.drawn() == 0 ? 0 : 100.0 * drawn.labelled() / drawn.drawn()),
                        gate(of, agreement.join()),
                        new ReviewPage.Rest(
                                next.isPresent() ? 0 : store.others(drawn.draw().id(), person), skipped.size())),
                asked(of, rubric.join()),
                next.isEmpty() ? null : shown(frame, of, next.get(), seen),
                last == null ? null : before(frame, of, last, seen, here));
    }

    /** The one that is asked for, else the first that nobody has labelled, skipped or before them. */
    private Optional<Item> next(Found.Drawn drawn, Query query, Set<Item> skipped, String person) throws SQLException {
        String wanted = query.text("item");
        if (!wanted.isEmpty()) {
            List<Item> one = drawn.items().stream()
                    .map(Found.Place::item)
                    .filter(item -> item.text().equals(wanted))
                    .toList();
            if (one.isEmpty()) {
                throw new BadQuery("item", "This draw has no such request.");
            }
            Optional<Item> leased = store.lease(drawn.draw().id(), one, person);
            if (leased.isPresent()) {
                return leased;
            }
        }
        List<Item> open = drawn.items().stream()
                .filter(place -> place.labels() == 0)
                .map(Found.Place::item)
                .filter(item -> !skipped.contains(item))
                .toList();
        return store.lease(drawn.draw().id(), open, person);
    }

    private ReviewPage.Shown shown(Frame frame, Found.Frame of, Item item, Set<Item> seen) {
        Url trace = frame.trace(item.traceId());
        Card<Request> request = request(of.project(), item);
        return new ReviewPage.Shown(
                item.text(),
                new ReviewPage.Facts(
                        trace.toString(),
                        request.ok()
                                ? Moment.second(
                                        Moment.of(request.loaded().time().startNano()))
                                : ""),
                texts(of.project(), request, trace),
                own(frame, of, item),
                seen.contains(item) ? verdict(of, item) : "");
    }

    private ReviewPage.Before before(Frame frame, Found.Frame of, Item item, Set<Item> seen, Url here) {
        return new ReviewPage.Before(
                item.text(),
                here.with("item", item.text()).toString(),
                own(frame, of, item),
                seen.contains(item) ? verdict(of, item) : "");
    }

    private Card<Request> request(int project, Item item) {
        try {
            RequestRef ref = new RequestRef(project, item.traceId(), item.spanId());
            Request found = requests.byRef(List.of(ref)).get(ref);
            return found == null ? Card.failed("It is no longer stored: skip it.") : Card.of(found);
        } catch (SQLException e) {
            LOG.warnf("A request to label could not be read: %s", e.getMessage());
            return Card.failed("The trace store did not answer in time.");
        }
    }

    private Card<ReviewPage.Texts> texts(int project, Card<Request> request, Url trace) {
        try {
            return request.ok()
                    ? Card.of(ReviewTexts.of(
                            request.loaded(),
                            traces.trace(project, request.loaded().ref().traceId()),
                            trace))
                    : Card.failed(String.valueOf(request.problem()));
        } catch (SQLException e) {
            LOG.warnf("The trace of a request to label could not be read: %s", e.getMessage());
            return Card.failed("The trace store did not answer in time.");
        }
    }

    /** What the reviewer said of it last. */
    private String own(Frame frame, Found.Frame of, Item item) {
        return client.labels(of, item).join().map(Found.Labels::items).orElse(List.of()).stream()
                .filter(label -> label.of().spanId().equals(item.spanId()))
                .filter(label ->
                        label.said().author().equals(frame.who().caller().name()))
                .map(Found.Label::label)
                .findFirst()
                .orElse("");
    }

    private String verdict(Found.Frame of, Item item) {
        Card<ScoreClient.Page> page =
                scores.ofTrace(of.project(), item.traceId()).join();
        if (!page.ok()) {
            return String.valueOf(page.problem());
        }
        return page.loaded().items().stream()
                .filter(score -> score.score().name().equals(of.rubric())
                        && score.request().spanId().equals(item.spanId()))
                .map(Score::line)
                .map(line -> line.label() + ": " + line.explanation())
                .findFirst()
                .orElse("its verdict is not stored any more");
    }

    private static ReviewPage.Gate gate(Found.Frame of, Card<Found.Agreements> agreement) {
        Found.@Nullable Trust trust = agreement.map(Found.Agreements::items).orElse(List.of()).stream()
                .filter(agreed -> agreed.scorer().equals(of.scorer()))
                .map(Found.Agreed::trust)
                .findFirst()
                .orElse(null);
        if (trust == null) {
            return new ReviewPage.Gate(agreement.ok() ? "" : String.valueOf(agreement.problem()), false);
        }
        String counted = trust.needed() == 0
                ? Amount.count(trust.labels()) + " labels count; it needs none to gate"
                : Amount.count(trust.labels()) + " of " + Amount.count(trust.needed())
                        + " labels that count, over all draws";
        return new ReviewPage.Gate(counted, trust.mayGate());
    }

    private static ReviewPage.Asked asked(Found.Frame of, Card<Found.Rubrics> rubrics) {
        Optional<Found.File> file = rubrics.map(Found.Rubrics::items).orElse(List.of()).stream()
                .filter(version -> of.scorer().endsWith("/" + version.version()))
                .map(Found.Version::file)
                .findFirst();
        return new ReviewPage.Asked(
                Visible.line(of.rubric(), NAME),
                Visible.line(of.scorer(), NAME),
                Visible.line(of.feature(), NAME),
                file.map(one -> Visible.line(one.question(), SENTENCE)).orElse(""),
                file.map(Found.File::criteria).orElse(List.of()).stream()
                        .map(criterion -> Visible.line(criterion.text(), SENTENCE))
                        .toList());
    }
}
