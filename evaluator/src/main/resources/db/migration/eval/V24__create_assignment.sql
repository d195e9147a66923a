-- To which cluster drift-service assigned each session, and what phase 2 of sampling decided of it.
CREATE TABLE eval.assignment (
    project_id    integer          NOT NULL,
    feature       text             NOT NULL,
    session       text             NOT NULL,
    trace_id      bytea            NOT NULL,
    span_id       bytea            NOT NULL,
    at_nano       bigint           NOT NULL,
    cluster_id    text             NOT NULL,
    cluster_label text             NOT NULL,
    reference     integer          NOT NULL,
    rate          double precision NOT NULL CHECK (rate >= 0 AND rate <= 1),
    draw          double precision NOT NULL CHECK (draw >= 0 AND draw < 1),
    rule          text,
    assigned_at   timestamptz      NOT NULL,
    PRIMARY KEY (project_id, feature, session)
);
COMMENT ON COLUMN eval.assignment.reference IS 'a higher one gives the session another cluster; what was decided stays';
COMMENT ON COLUMN eval.assignment.rate IS 'probability of phase 2: drawn when draw is below it';
COMMENT ON COLUMN eval.assignment.rule IS 'always-score rule of a session that was not drawn; null for none';
CREATE INDEX assignment_of_cluster ON eval.assignment (project_id, feature, cluster_id, at_nano);
CREATE INDEX assignment_assigned ON eval.assignment (assigned_at);
