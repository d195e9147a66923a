package dev.plumbline.alerting.intake;

import org.jboss.logging.Logger;

import java.sql.SQLException;

/** Holds a batch of the bus until the database takes it: nothing is skipped, and the wait between tries is bounded. */
final class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final long FIRST_MILLIS = 200;
    private static final long MOST_MILLIS = 5000;

    private Patience() {}

    interface Work {
        void run() throws SQLException;
    }

    static void untilDone(Work work) throws InterruptedException {
        long wait = FIRST_MILLIS;
        while (true) {
            try {
                work.run();
                return;
            } catch (SQLException e) {
                LOG.warnf("the database took no signals, again in %d ms: %s", wait, e.getMessage());
                synchronized (work) {
                    work.wait(wait);
                }
                wait = Math.min(MOST_MILLIS, wait * 2);
            }
        }
    }
}
