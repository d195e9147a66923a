-- What a reviewer put off, and of what they had the verdict shown: a label given after that is not blind.
CREATE TABLE console.review_mark (
    draw_id  uuid NOT NULL,
    trace_id text NOT NULL,
    span_id  text NOT NULL,
    person   text NOT NULL,
    mark     text NOT NULL CHECK (mark IN ('skipped', 'seen')),
    PRIMARY KEY (draw_id, person, mark, trace_id, span_id)
);
