package dev.plumbline.alerting.intake;

import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.util.List;

/**
 * Holds a batch of the bus until the database takes it: nothing is skipped, and the wait between tries is bounded. Only a
 * database that refuses the content itself is not asked again.
 */
final class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final long FIRST_MILLIS = 200;
    private static final long MOST_MILLIS = 5000;

    /** Classes of SQL states: data exceptions, violated constraints, limits of the program. */
    private static final List<String> ABOUT_CONTENT = List.of("22", "23", "54");

    private Patience() {}

    interface Work {
        void run() throws SQLException;
    }

    /** The database is there and does not want this. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(SQLException cause) {
            super("the database refuses it: " + cause.getMessage(), cause);
        }
    }

    static void untilDone(Work work) throws InterruptedException, RefusedException {
        long wait = FIRST_MILLIS;
        while (true) {
            try {
                work.run();
                return;
            } catch (SQLException e) {
                if (isAboutContent(e)) {
                    throw new RefusedException(e);
                }
                LOG.warnf("the database took no events, again in %d ms: %s", wait, e.getMessage());
                synchronized (work) {
                    work.wait(wait);
                }
                wait = Math.min(MOST_MILLIS, wait * 2);
            }
        }
    }

    private static boolean isAboutContent(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return ABOUT_CONTENT.stream().anyMatch(state::startsWith);
            }
        }
        return false;
    }
}
