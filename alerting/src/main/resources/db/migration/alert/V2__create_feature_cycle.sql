-- How far the rules of a feature have come; the row's lock is the lease of its cycle, so state and output move together.
CREATE TABLE alert.feature_cycle (
    project_id integer NOT NULL,
    feature    text    NOT NULL,
    next_step  bigint  NOT NULL,
    state      jsonb   NOT NULL DEFAULT '{}',
    PRIMARY KEY (project_id, feature)
);
