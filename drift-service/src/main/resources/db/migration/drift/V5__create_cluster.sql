-- Leaves of a reference, and clusters found later; their identity stays.
CREATE TABLE drift.cluster (
    id         text             PRIMARY KEY,
    project_id integer          NOT NULL,
    feature    text             NOT NULL,
    reference  integer          NOT NULL,
    position   integer          NOT NULL,
    kind       text             NOT NULL CHECK (kind IN ('known', 'new')),
    centroid   bytea            NOT NULL,
    reach      double precision NOT NULL,
    terms      text[]           NOT NULL,
    examples   text[]           NOT NULL,
    ref_hits   integer          NOT NULL,
    ref_n      integer          NOT NULL,
    since_nano bigint           NOT NULL
);
COMMENT ON COLUMN drift.cluster.examples IS 'trace ids: the most typical, then the edge';
CREATE INDEX cluster_feature ON drift.cluster (project_id, feature, reference, position);
