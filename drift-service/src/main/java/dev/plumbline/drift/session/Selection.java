package dev.plumbline.drift.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of requests, decided in the order of event time and ids: the first of each session is observed. A request
 * that lies before what was decided is late, whatever it is: so the order of arrival within the grace changes nothing.
 */
public final class Selection {

    private final Sessions sessions;
    private Place reached;

    /** @param reached the last request decided so far */
    public Selection(Place reached, Sessions sessions) {
        this.reached = reached;
        this.sessions = sessions;
    }

    /** Where a request stands in the order. Ids are lower-case hex. */
    public record Place(long startNano, String traceId, String spanId) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(startNano, other.startNano);
            int byTrace = byTime != 0 ? byTime : traceId.compareTo(other.traceId);
            return byTrace != 0 ? byTrace : spanId.compareTo(other.spanId);
        }
    }

    public record Request(Place place, SessionKey session) {}

    /** What became of a request; in lower case in the database. */
    public enum Fate {
        OBSERVED,
        SAME_SESSION,
        LATE
    }

    public record Decided(Request request, Fate fate) {}

    /** @param requests in their order */
    public List<Decided> decide(List<Request> requests) {
        List<Decided> decided = new ArrayList<>(requests.size());
        for (Request request : requests) {
            decided.add(new Decided(request, fate(request)));
        }
        return decided;
    }

    /** The last request decided. */
    public Place reached() {
        return reached;
    }

    private Fate fate(Request request) {
        if (request.place().compareTo(reached) <= 0) {
            return Fate.LATE;
        }
        reached = request.place();
        return sessions.first(request.session(), request.place().startNano()) ? Fate.OBSERVED : Fate.SAME_SESSION;
    }
}
