package dev.plumbline.evaluator.clusters;

/**
 * A session of a feature.
 *
 * @param session its id, or the trace id of a request without one
 */
public record SessionRef(int project, String feature, String session) implements Comparable<SessionRef> {

    @Override
    public int compareTo(SessionRef other) {
        int byProject = Integer.compare(project, other.project);
        int byFeature = byProject != 0 ? byProject : feature.compareTo(other.feature);
        return byFeature != 0 ? byFeature : session.compareTo(other.session);
    }
}
