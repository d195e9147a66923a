-- Events of drift that were followed: without it, an event delivered again would open a closed finding's alert anew.
CREATE TABLE alert.drift_event (
    event_id    text PRIMARY KEY,
    received_at timestamptz NOT NULL
);
