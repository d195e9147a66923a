package dev.plumbline.evaluator.dryrun;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.judge.Panel;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.query.JsonBody;
import dev.plumbline.evaluator.rubrics.RubricStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Tries a version of a rubric on past requests, or on past sessions where it is for sessions. */
@Path("/api/v1/rubrics/{name}/dry-runs")
class DryRunResource {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final DryRunStore runs;
    private final RubricStore rubrics;
    private final Panel panel;
    private final JudgeConfig config;
    private final Clock clock;

    DryRunResource(DryRunStore runs, RubricStore rubrics, Panel panel, JudgeConfig config, Clock clock) {
        this.runs = runs;
        this.rubrics = rubrics;
        this.panel = panel;
        this.config = config;
        this.clock = clock;
    }

    /** The body of a trial. */
    static final class Body {
        public @Nullable Integer project;
        public @Nullable Integer version;
        public @Nullable Integer requests;
        public @Nullable Integer sessions;
        public @Nullable String from;
        public @Nullable String to;
    }

    @POST
    @Blocking
    @ResponseStatus(201)
    public DryRun start(@PathParam("name") String name, byte[] body, @Context SecurityContext caller) {
        Body asked = JsonBody.read(body, Body.class);
        if (!config.isConfigured()) {
            throw new BadParameterException("judge", "is none; set plumbline.judge.url and plumbline.judge.model");
        }
        RubricStore.Version version = rubrics.list(name).stream()
                .filter(one -> asked.version == null || asked.version == one.version())
                .findFirst()
                .orElseThrow(() -> new BadParameterException("version", "is none of this rubric"));
        if (version.file().isOfPair()) {
            throw new BadParameterException("name", "is of a rubric for pairs; compare requests with it");
        }
        if (version.file().expression().isPresent()) {
            throw new BadParameterException("name", "is of a rubric that an expression decides; it asks nobody");
        }
        boolean ofSessions = version.file().isOfSession();
        int most = most(asked, ofSessions);
        String compared = rubrics.active().stream()
                .filter(one -> one.rubric().name().equals(name))
                .map(one -> panel.scorer(one.rubric()))
                .findFirst()
                .orElse(null);
        String id = UUID.randomUUID().toString();
        int picked = runs.add(new DryRunStore.Wanted(
                new DryRun.Of(id, name, version.version(), asked.project == null ? 1 : asked.project, clock.instant()),
                new DryRunStore.Compared(caller.getUserPrincipal().getName(), compared),
                Parameters.range(asked.from, asked.to, clock.instant()),
                only(version.file().features()),
                ofSessions,
                most));
        if (picked == 0) {
            throw new BadParameterException(
                    "from",
                    "and to hold no " + (ofSessions ? "idle session" : "scored request") + " that this rubric is for");
        }
        return get(name, id);
    }

    private static int most(Body asked, boolean ofSessions) {
        if ((ofSessions ? asked.requests : asked.sessions) != null) {
            throw new BadParameterException(
                    ofSessions ? "requests" : "sessions",
                    ofSessions
                            ? "is of no use: the rubric is for sessions"
                            : "is of no use: the rubric is for requests");
        }
        Integer wanted = ofSessions ? asked.sessions : asked.requests;
        int most = wanted == null ? USUAL : wanted;
        if (most < 1 || most > MOST) {
            throw new BadParameterException(
                    ofSessions ? "sessions" : "requests", "is not a whole number from 1 to " + MOST);
        }
        return most;
    }

    private static @Nullable List<String> only(@Nullable List<String> features) {
        return features == null || features.isEmpty() ? null : features;
    }

    @GET
    @Blocking
    @Path("/{id}")
    public DryRun get(@PathParam("name") String name, @PathParam("id") String id) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new BadParameterException("id", "names no dry run");
        }
        return runs.find(name, id).orElseThrow(() -> new BadParameterException("id", "names no dry run"));
    }
}
