-- What the judge was asked on each UTC day. A call is counted before it is made, so the budget holds over all replicas.
CREATE TABLE eval.judge_day (
    day        date    PRIMARY KEY,
    calls      integer NOT NULL,
    tokens_in  bigint  NOT NULL DEFAULT 0,
    tokens_out bigint  NOT NULL DEFAULT 0
);
