package dev.plumbline.alerting.deliver;

/** The statements about notifications on their way. */
final class DeliverySql {
    static final String GROUP_FLUSHED = """
            UPDATE alert.notification_group SET flushed_at = ?, due_at = NULL WHERE receiver_id = ? AND group_key = ?
            """;

    /** The others of the group that are due go with the one that was leased; none overtakes one of its own alert. */
    static final String CARRY = """
            UPDATE alert.notification AS carried SET state = 'carried', carrier_id = ?
            WHERE receiver_id = ? AND group_key = ? AND state = 'pending' AND attempts = 0 AND fence = 0 AND next_at <= ?
              AND NOT EXISTS (SELECT 1 FROM alert.notification AS earlier
                              WHERE earlier.alert_id = carried.alert_id AND earlier.receiver_id = carried.receiver_id
                                AND earlier.seq < carried.seq AND earlier.state IN ('pending', 'carried'))
            RETURNING alert_id, body, ARRAY(
                SELECT earlier.id FROM alert.notification AS earlier
                WHERE earlier.alert_id = carried.alert_id AND earlier.receiver_id = carried.receiver_id
                  AND earlier.seq < carried.seq AND earlier.state = 'superseded' ORDER BY earlier.seq) AS superseded
            """;

    static final String CARRIED = "UPDATE alert.notification SET state = ? WHERE carrier_id = ? AND state = 'carried'";

    /** What was held back from a receiver and has not been counted in a message yet. */
    static final String HELD_BACK = """
            WITH counted AS (
                UPDATE alert.notification SET reported_in = ?
                WHERE receiver_id = ? AND held_by IS NOT NULL AND reported_in IS NULL AND id <> ? RETURNING held_by)
            SELECT held_by, count(*) AS held FROM counted GROUP BY held_by ORDER BY held_by
            """;

    static final String KEEP_BODY = "UPDATE alert.notification SET body = ? WHERE id = ?";

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
                                    AND earlier.seq < due.seq AND earlier.state IN ('pending', 'carried'))
                ORDER BY due.next_at, due.seq LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, receiver_id, group_key, body, fence, attempts, ARRAY(
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
                      AND later.seq > marked.seq AND later.state = 'pending')
                  AND NOT EXISTS (SELECT 1 FROM alert.notification AS other WHERE other.carrier_id = marked.id) THEN 'superseded' ELSE 'pending' END,
                attempts = attempts + 1, next_at = ?, lease_until = NULL
            WHERE id = ? AND fence = ?
            """;

    static final String LOG = """
            INSERT INTO alert.delivery (notification_id, attempt, at, millis, status, error, reply)
            SELECT ?, coalesce((SELECT max(attempt) FROM alert.delivery WHERE notification_id = ?), 0) + 1,
                   ?, ?, ?, ?, ?
            """;

    /** What the fallback of a receiver is to be told: what failed for good, and one that has failed for long. */
    static final String FALL_BACK = """
            UPDATE alert.notification SET fallen_back = true
            WHERE receiver_id = ? AND NOT fallen_back AND (state = 'failed' OR id = ? OR carrier_id = ?)
            RETURNING id, alert_id, seq, body, carrier_id
            """;

    static final String FALLBACK = """
            SELECT fallback.id, receiver.name FROM alert.receiver
            JOIN alert.receiver AS fallback ON fallback.name = receiver.fallback
             AND fallback.removed_at IS NULL AND fallback.disabled_at IS NULL
            WHERE receiver.id = ?
            """;

    /** Nothing where the fallback has heard of the same transition by itself. */
    static final String TELL_FALLBACK = """
            INSERT INTO alert.notification (id, alert_id, receiver_id, seq, body, next_at, state, carrier_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (alert_id, receiver_id, seq) DO NOTHING
            """;

    static final String DISABLE = """
            UPDATE alert.receiver SET disabled_at = ?, disabled_why = ? WHERE id = ?
            """;

    /** A receiver that wants nothing more gets nothing of what was still waiting for it. */
    static final String GIVE_UP =
            "UPDATE alert.notification SET state = 'failed' WHERE receiver_id = ? AND state IN ('pending', 'carried')";

    private DeliverySql() {}
}
