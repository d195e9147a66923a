-- One pair of a comparison: leased, asked in both orders, ended with an outcome or with the reason why there is none.
CREATE TABLE eval.comparison_pair (
    comparison_id uuid        NOT NULL REFERENCES eval.comparison ON DELETE CASCADE,
    place         integer     NOT NULL,
    a_trace       bytea       NOT NULL,
    a_span        bytea       NOT NULL,
    b_trace       bytea       NOT NULL,
    b_span        bytea       NOT NULL,
    session       text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('open', 'judged', 'failed', 'not_judged')),
    outcome       text        CHECK (outcome IN ('a', 'b', 'tie', 'inconsistent', 'abstained')),
    a_first       text        CHECK (a_first IN ('first', 'second', 'tie', 'abstain')),
    b_first       text        CHECK (b_first IN ('first', 'second', 'tie', 'abstain')),
    reason        text,
    fence         bigint      NOT NULL DEFAULT 0,
    attempts      integer     NOT NULL DEFAULT 0,
    due_at        timestamptz NOT NULL,
    opened_at     timestamptz NOT NULL,
    ended_at      timestamptz,
    PRIMARY KEY (comparison_id, place),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'judged') = (outcome IS NOT NULL)),
    CHECK (state NOT IN ('failed', 'not_judged') OR reason IS NOT NULL)
);
COMMENT ON COLUMN eval.comparison_pair.session IS 'of the first side''s request: pairs that share it may be alike';
COMMENT ON COLUMN eval.comparison_pair.a_first IS 'what the judge preferred when a stood first; null where it was not asked';
COMMENT ON COLUMN eval.comparison_pair.fence IS 'grows with each lease: who holds an older one has lost the pair';
CREATE INDEX comparison_pair_due ON eval.comparison_pair (due_at) WHERE state = 'open';
