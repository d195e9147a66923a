package dev.plumbline.alerting.notify;

/** The statements about notifications. */
final class NotificationSql {
    static final String ENQUEUE = """
            INSERT INTO alert.notification (id, alert_id, receiver_id, seq, body, next_at, silence_id, held_by, group_key,
                                            state)
            SELECT made.id, made.alert_id, made.receiver_id,
                   (SELECT max(seq) FROM alert.transition WHERE transition.alert_id = made.alert_id),
                   made.body, made.next_at, made.silence_id, made.held_by, made.group_key,
                   CASE WHEN made.held_by IS NULL THEN 'pending' ELSE 'silenced' END
            FROM (VALUES (?, ?::bigint, ?::integer, ?, ?::timestamptz, ?::integer, ?::text, ?::text))
                     AS made (id, alert_id, receiver_id, body, next_at, silence_id, held_by, group_key)
            ON CONFLICT (alert_id, receiver_id, seq) DO NOTHING
            """;

    /** Whether a receiver has been told of an alert, or is about to be. */
    static final String TOLD = """
            SELECT 1 FROM alert.notification
            WHERE alert_id = ? AND receiver_id = ? AND state IN ('pending', 'carried', 'delivered') LIMIT 1
            """;

    /** When the next message of a group is due: after the hold for the first, then once an interval. */
    static final String GROUP_DUE = """
            INSERT INTO alert.notification_group AS known (receiver_id, group_key, due_at)
            VALUES (?, ?, ?::timestamptz + ? * interval '1 ms')
            ON CONFLICT (receiver_id, group_key) DO UPDATE SET due_at = coalesce(
                known.due_at,
                greatest(CASE WHEN known.flushed_at + ? * interval '1 ms' > ?
                              THEN known.flushed_at + ? * interval '1 ms' ELSE EXCLUDED.due_at END, ?))
            RETURNING due_at
            """;

    /** What the alert's receivers are about to be told. */
    static final String CHANGE = "SELECT change FROM alert.transition WHERE alert_id = ? ORDER BY seq DESC LIMIT 1";

    /** What nobody has been told yet and is no longer so; one that is under way or carries others is left. */
    static final String SUPERSEDE = """
            UPDATE alert.notification AS old SET state = 'superseded'
            WHERE alert_id = ? AND state IN ('pending', 'silenced') AND (lease_until IS NULL OR lease_until < ?)
              AND NOT EXISTS (SELECT 1 FROM alert.notification AS other WHERE other.carrier_id = old.id)
            """;

    static final String OF_ALERT = """
            SELECT notification.id, receiver.name AS receiver, notification.state, notification.next_at,
                   notification.held_by, notification.carrier_id
            FROM alert.notification JOIN alert.receiver ON receiver.id = notification.receiver_id
            WHERE alert_id = ? ORDER BY seq, receiver.name
            """;

    static final String ATTEMPTS = "SELECT * FROM alert.delivery WHERE notification_id = ? ORDER BY attempt";

    static final String SILENCED = """
            SELECT DISTINCT alert.id FROM alert.alert JOIN alert.notification ON notification.alert_id = alert.id
            WHERE notification.state = 'silenced' AND alert.state = 'firing' AND alert.acknowledged_at IS NULL
            ORDER BY alert.id
            """;

    /** One that is told is not counted as held back. */
    static final String RELEASE = """
            UPDATE alert.notification SET state = 'pending', next_at = ?, held_by = NULL
            WHERE alert_id = ? AND receiver_id = ? AND state = 'silenced'
            """;

    static final String REDELIVER = """
            UPDATE alert.notification SET state = 'pending', next_at = ?, lease_until = NULL, attempts = 0
            WHERE id = ? AND state IN ('delivered', 'failed')
              AND EXISTS (SELECT 1 FROM alert.receiver WHERE receiver.id = receiver_id
                          AND disabled_at IS NULL AND removed_at IS NULL)
            """;

    private NotificationSql() {}
}
