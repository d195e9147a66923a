-- How many sessions of each new cluster, and of those far from all, a rule has had judged on a day of event time.
CREATE TABLE eval.cluster_day (
    project_id integer NOT NULL,
    feature    text    NOT NULL,
    cluster_id text    NOT NULL,
    day        date    NOT NULL,
    sessions   integer NOT NULL,
    PRIMARY KEY (project_id, feature, cluster_id, day)
);
COMMENT ON COLUMN eval.cluster_day.cluster_id IS 'empty for those far from all clusters';
