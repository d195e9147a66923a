package dev.plumbline.alerting.notify;

/** The statements about notifications. */
final class NotificationSql {
    static final String ENQUEUE = """
            INSERT INTO alert.notification (id, alert_id, receiver_id, seq, body, next_at, silence_id, state)
            SELECT made.id, made.alert_id, receiver.id,
                   (SELECT max(seq) FROM alert.transition WHERE transition.alert_id = made.alert_id),
                   made.body, made.next_at, made.silence_id,
                   CASE WHEN NOT made.silenced OR made.is_end AND EXISTS (
                       SELECT 1 FROM alert.notification AS told
                       WHERE told.alert_id = made.alert_id AND told.receiver_id = receiver.id
                         AND told.state IN ('pending', 'delivered')) THEN 'pending' ELSE 'silenced' END
            FROM (VALUES (?, ?::bigint, ?, ?::timestamptz, ?::integer, ?::boolean, ?::boolean))
                     AS made (id, alert_id, body, next_at, silence_id, silenced, is_end),
                 alert.receiver
            WHERE receiver.id = ?
            ON CONFLICT (alert_id, receiver_id, seq) DO NOTHING
            """;

    /** What the alert's receivers are about to be told. */
    static final String CHANGE = "SELECT change FROM alert.transition WHERE alert_id = ? ORDER BY seq DESC LIMIT 1";

    /** What nobody has been told yet and is no longer so; one that is under way is left to its worker. */
    static final String SUPERSEDE = """
            UPDATE alert.notification SET state = 'superseded'
            WHERE alert_id = ? AND state IN ('pending', 'silenced') AND (lease_until IS NULL OR lease_until < ?)
            """;

    /** Receivers for whom something is due and nothing is under way: one slow receiver never delays another. */
    static final String WAITING = """
            SELECT DISTINCT receiver_id FROM alert.notification AS due
            JOIN alert.receiver ON receiver.id = due.receiver_id AND receiver.disabled_at IS NULL
            WHERE due.state = 'pending' AND due.next_at <= ?
              AND NOT EXISTS (SELECT 1 FROM alert.notification AS busy
                              WHERE busy.receiver_id = due.receiver_id AND busy.state = 'pending'
                                AND busy.lease_until > ?)
            """;

    /** The oldest due one of a receiver; one of an alert never overtakes an earlier one of the same alert. */
    static final String LEASE = """
            UPDATE alert.notification AS leased SET lease_until = ?, fence = fence + 1
            WHERE id = (
                SELECT id FROM alert.notification AS due
                WHERE due.receiver_id = ? AND due.state = 'pending' AND due.next_at <= ?
                  AND (due.lease_until IS NULL OR due.lease_until < ?)
                  AND NOT EXISTS (SELECT 1 FROM alert.notification AS earlier
                                  WHERE earlier.alert_id = due.alert_id AND earlier.receiver_id = due.receiver_id
                                    AND earlier.seq < due.seq AND earlier.state = 'pending')
                ORDER BY due.next_at, due.seq LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, receiver_id, body, fence, attempts, ARRAY(
                SELECT earlier.id FROM alert.notification AS earlier
                WHERE earlier.alert_id = leased.alert_id AND earlier.receiver_id = leased.receiver_id
                  AND earlier.seq < leased.seq AND earlier.state = 'superseded' ORDER BY earlier.seq) AS superseded
            """;

    /** One that failed gives way to a later one of the same alert: what counts is how things are now. */
    static final String MARK = """
            UPDATE alert.notification AS marked
            SET state = CASE WHEN ? <> 'pending' THEN ? WHEN EXISTS (
                    SELECT 1 FROM alert.notification AS later
                    WHERE later.alert_id = marked.alert_id AND later.receiver_id = marked.receiver_id
                      AND later.seq > marked.seq AND later.state = 'pending') THEN 'superseded' ELSE 'pending' END,
                attempts = attempts + 1, next_at = ?, lease_until = NULL
            WHERE id = ? AND fence = ?
            """;

    static final String LOG = """
            INSERT INTO alert.delivery (notification_id, attempt, at, millis, status, error, reply)
            SELECT ?, coalesce((SELECT max(attempt) FROM alert.delivery WHERE notification_id = ?), 0) + 1,
                   ?, ?, ?, ?, ?
            """;

    static final String DISABLE = """
            UPDATE alert.receiver SET disabled_at = ?, disabled_why = ? WHERE id = ?
            """;

    /** A receiver that wants nothing more gets nothing of what was still waiting for it. */
    static final String GIVE_UP =
            "UPDATE alert.notification SET state = 'failed' WHERE receiver_id = ? AND state = 'pending'";

    static final String OF_ALERT = """
            SELECT notification.id, receiver.name AS receiver, notification.state, notification.next_at
            FROM alert.notification JOIN alert.receiver ON receiver.id = notification.receiver_id
            WHERE alert_id = ? ORDER BY seq, receiver.name
            """;

    static final String ATTEMPTS = "SELECT * FROM alert.delivery WHERE notification_id = ? ORDER BY attempt";

    static final String SILENCED = """
            SELECT DISTINCT alert.id FROM alert.alert JOIN alert.notification ON notification.alert_id = alert.id
            WHERE notification.state = 'silenced' AND alert.state = 'firing' AND alert.acknowledged_at IS NULL
            ORDER BY alert.id
            """;

    static final String RELEASE =
            "UPDATE alert.notification SET state = 'pending', next_at = ? WHERE alert_id = ? AND state = 'silenced'";

    static final String REDELIVER = """
            UPDATE alert.notification SET state = 'pending', next_at = ?, lease_until = NULL, attempts = 0
            WHERE id = ? AND state IN ('delivered', 'failed')
              AND EXISTS (SELECT 1 FROM alert.receiver WHERE receiver.id = receiver_id
                          AND disabled_at IS NULL AND removed_at IS NULL)
            """;

    private NotificationSql() {}
}
