package dev.plumbline.alerting.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.definition.BadRuleException;
import dev.plumbline.alerting.definition.DefinitionStore;
import dev.plumbline.alerting.definition.DefinitionText;
import dev.plumbline.alerting.definition.RuleDefinition;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Tries rules out: whether a text is one, what it would watch, and when it would have fired. Nothing is changed. */
@Path("/api/v1/rules")
@Blocking
public class PreviewResource {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration CHECKED = Duration.ofDays(2);

    private final PastStore past;
    private final DefinitionStore rules;
    private final Clock clock;

    /** One at a time, so that looking back keeps no rule from being judged. */
    private final Semaphore turn = new Semaphore(1);

    PreviewResource(PastStore past, DefinitionStore rules, Clock clock) {
        this.past = past;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @param rule as it would be written
     * @param text the same in YAML; one of the two
     * @param from a moment as in ISO 8601; a week before the end when it is left out
     * @param to now when it is left out
     */
    public record Wanted(
            @Nullable JsonNode rule,
            @Nullable String text,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * A rule that could be.
     *
     * @param series what it would watch and how that stands, by the last two days; empty for rules that count nothing
     * @param cut why not all of it was looked at; empty when it was
     */
    public record Checked(boolean valid, String rule, String kind, List<Past.Known> series, String cut) {}

    /**
     * What it would have done.
     *
     * @param complete false where it was cut: what came after {@code past.reached} is not known
     * @param fired how many alerts
     */
    public record Backtest(String rule, Instant from, Instant to, boolean complete, int fired, Past past) {}

    /** Whether a text is a rule, JSON or YAML, and what it would watch. */
    @POST
    @Path("/check")
    @Consumes(MediaType.WILDCARD)
    public Response check(String body) throws SQLException, BadRuleException {
        RuleDefinition rule = DefinitionText.parseOne(body);
        rules.inForce().admit(rule);
        Instant now = clock.instant();
        Duration back =
                rule.scope().time().compareTo(CHECKED) > 0 ? rule.scope().time().plus(CHECKED) : CHECKED;
        return inTurn(
                new Period(rule, now.minus(back), now, now),
                found -> new Checked(true, rule.name(), rule.kind().text(), found.series(), found.cut()));
    }

    /** When it would have fired. */
    @POST
    @Path("/backtest")
    public Response backtest(@Nullable Wanted body) throws SQLException, BadRuleException {
        if (body == null || (body.rule() == null) == (body.text() == null)) {
            throw new BadParameterException("rule", "is missing, or there is a text as well");
        }
        RuleDefinition rule =
                body.text() == null ? DefinitionText.parse(body.rule()) : DefinitionText.parseOne(body.text());
        Instant now = clock.instant();
        Instant to = moment("to", body.to(), now);
        Instant from = moment("from", body.from(), to.minus(USUAL));
        if (!from.isBefore(to) || to.isAfter(now) || from.isBefore(to.minus(LONGEST))) {
            throw new BadParameterException("from", "must be before to, at most 90 days, and to not in the future");
        }
        return inTurn(
                new Period(rule, from, to, now),
                found -> new Backtest(
                        rule.name(),
                        from,
                        to,
                        found.cut().isEmpty(),
                        found.episodes().size(),
                        found));
    }

    private interface Answer {
        Object of(Past found);
    }

    private Response inTurn(Period period, Answer answer) throws SQLException {
        if (!turn.tryAcquire()) {
            return Response.status(Response.Status.TOO_MANY_REQUESTS)
                    .header("Retry-After", "5")
                    .entity(Map.of("error", "another look at the past is under way; try again"))
                    .build();
        }
        try {
            return Response.ok(answer.of(past.go(period))).build();
        } finally {
            turn.release();
        }
    }

    private static Instant moment(String field, @Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadParameterException(field, "must be a moment such as 2026-01-31T08:00:00Z");
        }
    }
}
