package dev.plumbline.alerting.alert;

/**
 * An alert about to open.
 *
 * @param severity {@code page} or {@code ticket}
 * @param openedNano event time of the onset as far as known, nanoseconds since the Unix epoch
 */
public record NewAlert(Subject subject, String severity, String statement, Evidence evidence, long openedNano) {

    /**
     * What it is about; one alert of the same subject is open at a time.
     *
     * @param kind {@code quality}, {@code reference}, {@code burn}, {@code divergence}, {@code latency}, {@code tokens}, {@code cost}, {@code drift}, {@code no_data}, {@code judge_down},
     *     {@code judge_degraded} or {@code rule_error}
     * @param name the score's name, or the finding's id
     */
    public record Subject(int projectId, String feature, String kind, String name) {
        String fingerprint() {
            return projectId + "/" + feature + "/" + kind + "/" + name;
        }
    }
}
