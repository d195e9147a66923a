-- What a draw gave, each with its probability: without it, labels say nothing of traffic.
CREATE TABLE eval.label_drawn (
    draw_id     uuid             NOT NULL REFERENCES eval.label_draw,
    place       integer          NOT NULL,
    day         date             NOT NULL,
    project_id  integer          NOT NULL,
    trace_id    bytea            NOT NULL,
    span_id     bytea            NOT NULL,
    probability double precision NOT NULL CHECK (probability > 0 AND probability <= 1),
    PRIMARY KEY (draw_id, place)
);
COMMENT ON COLUMN eval.label_drawn.day IS 'under which the score is kept';
CREATE INDEX label_drawn_request ON eval.label_drawn (project_id, trace_id, span_id);
