-- What happened to an alert, append-only; the sequence orders its notifications.
CREATE TABLE alert.transition (
    alert_id bigint NOT NULL REFERENCES alert.alert (id),
    seq      integer NOT NULL,
    at       timestamptz NOT NULL,
    change   text NOT NULL,
    actor    text NOT NULL,
    comment  text,
    PRIMARY KEY (alert_id, seq)
);
