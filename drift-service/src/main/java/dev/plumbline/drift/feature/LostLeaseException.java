package dev.plumbline.drift.feature;

/** Another holder has taken the feature over: nothing of this one's work may be stored any more. */
public final class LostLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLeaseException(FeatureKey key) {
        super("feature " + key.feature() + " of project " + key.projectId() + " is held by another");
    }
}
