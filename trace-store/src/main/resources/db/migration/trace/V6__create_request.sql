-- One row per answered user request: what lists, samplers and drift read. Digests as in the glossary's fingerprint.
CREATE TABLE trace.request (
    day          date    NOT NULL,
    project_id   integer NOT NULL,
    trace_id     bytea   NOT NULL,
    span_id      bytea   NOT NULL,
    version      integer NOT NULL,
    start_nano   bigint  NOT NULL,
    end_nano     bigint  NOT NULL,
    status       text    NOT NULL,
    name         text    NOT NULL,
    feature      text    NOT NULL,
    release      text,
    environment  text,
    session_id   text,
    user_id      text,
    spans        integer NOT NULL,
    model_calls  integer NOT NULL,
    tool_calls   integer NOT NULL,
    documents    integer NOT NULL,
    tokens_in    bigint,
    tokens_out   bigint,
    model        text,
    fingerprint  bytea   NOT NULL,
    digests      bytea   NOT NULL,
    input_text   text    NOT NULL,
    output_text  text    NOT NULL,
    text_cut     boolean NOT NULL,
    attributes   jsonb   NOT NULL,
    settled_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (trace_id, span_id, project_id, day)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN trace.request.digests IS 'model, system, tools, context, history, input: 32 bytes each';
CREATE INDEX request_latest ON trace.request (project_id, start_nano DESC, trace_id);
CREATE INDEX request_by_feature ON trace.request (project_id, feature, start_nano DESC, trace_id);
CREATE INDEX request_by_fingerprint ON trace.request (project_id, fingerprint);
