package dev.plumbline.drift.detect;

/** What a finding says; on the wire in lower case. */
public enum Kind {
    SHARE_MOVED,
    NEW_CLUSTER
}
