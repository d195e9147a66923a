package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.query.JsonBody;
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

/** Asks for requests to label. The answer shows no verdict and its order tells none. */
@Path("/api/v1/labels/draws")
class DrawResource {
    private static final int USUAL = 200;
    private static final int MOST = 2_000;

    private final DrawStore draws;
    private final Clock clock;

    DrawResource(DrawStore draws, Clock clock) {
        this.draws = draws;
        this.clock = clock;
    }

    /** The body of a draw. */
    static final class Body {
        public @Nullable Integer project;
        public @Nullable String rubric;
        public @Nullable String scorer;
        public @Nullable String feature;
        public @Nullable String from;
        public @Nullable String to;
        public @Nullable Integer wanted;
    }

    /**
     * @param drawn how many there are; fewer than wanted when no more were scored
     * @param labelled how many of them somebody has labelled
     */
    record Answer(
            Draw draw,
            int drawn,
            long labelled,
            List<DrawStore.Item> items,
            @Nullable String next) {}

    @POST
    @Blocking
    @ResponseStatus(201)
    public Answer make(byte[] body, @Context SecurityContext caller) {
        Body asked = JsonBody.read(body, Body.class);
        Draw.Frame wide = new Draw.Frame(
                asked.project == null ? 1 : asked.project,
                Parameters.needed("rubric", asked.rubric, 100),
                "",
                Parameters.text("feature", asked.feature),
                Parameters.range(asked.from, asked.to, clock.instant()));
        String named = Parameters.text("scorer", asked.scorer);
        String scorer = named != null
                ? named
                : draws.latestScorer(wide)
                        .orElseThrow(() -> new BadParameterException("rubric", "has no score in this range"));
        int wanted = asked.wanted == null ? USUAL : asked.wanted;
        if (wanted < 1 || wanted > MOST) {
            throw new BadParameterException("wanted", "is not a whole number from 1 to " + MOST);
        }
        Draw draw = new Draw(
                UUID.randomUUID().toString(),
                new Draw.Frame(wide.project(), wide.rubric(), scorer, wide.feature(), wide.range()),
                wanted,
                caller.getUserPrincipal().getName(),
                clock.instant());
        if (draws.draw(draw).isEmpty()) {
            throw new BadParameterException(
                    "from", "gives more than " + DrawStore.MOST_CANDIDATES + " scores; ask for a shorter range");
        }
        return answer(draw);
    }

    @GET
    @Blocking
    @Path("/{id}")
    public Answer get(@PathParam("id") String id) {
        return draws.find(uuid(id))
                .map(this::answer)
                .orElseThrow(() -> new BadParameterException("id", "names no draw"));
    }

    private Answer answer(Draw draw) {
        List<DrawStore.Item> items = draws.items(draw.id());
        long labelled = items.stream().filter(item -> item.labels() > 0).count();
        return new Answer(draw, items.size(), labelled, items, null);
    }

    private static String uuid(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("id", "names no draw");
        }
    }
}
