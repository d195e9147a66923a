-- Who has which request of a draw before them: two reviewers never get the same one while a lease lasts.
CREATE TABLE console.review_lease (
    draw_id  uuid NOT NULL,
    trace_id text NOT NULL,
    span_id  text NOT NULL,
    person   text NOT NULL,
    until    timestamptz NOT NULL,
    PRIMARY KEY (draw_id, trace_id, span_id)
);
