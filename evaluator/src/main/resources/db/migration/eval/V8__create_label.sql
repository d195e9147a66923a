-- What reviewers say of answers. Rows are only added: a correction is a new row, so that what was said when can be shown.
CREATE TABLE eval.label (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id     integer     NOT NULL,
    trace_id       bytea       NOT NULL,
    span_id        bytea       NOT NULL,
    rubric         text        NOT NULL,
    rubric_version integer     NOT NULL CHECK (rubric_version >= 1),
    label          text        NOT NULL CHECK (label IN ('pass', 'fail', 'abstain')),
    author         text        NOT NULL,
    blind          boolean     NOT NULL,
    reason         text,
    replaces       bigint,
    created_at     timestamptz NOT NULL
);
COMMENT ON COLUMN eval.label.blind IS 'whether the author had seen no verdict before deciding; others are counted in no estimate';
COMMENT ON COLUMN eval.label.replaces IS 'the label of the same author that this one corrects';
CREATE INDEX label_of_request ON eval.label (project_id, rubric, trace_id, span_id, rubric_version, author, id DESC);

-- Erasure blanks the reason, which may quote content; nothing else ever changes.
CREATE FUNCTION eval.keep_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.reason IS NULL
       AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'labels are only added' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER label_is_kept BEFORE UPDATE OR DELETE ON eval.label FOR EACH ROW EXECUTE FUNCTION eval.keep_label();
