package dev.plumbline.bench.evaluate;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.List;

/**
 * The chance that an agent does a task in all of k trials (pass^k; Yao et al. 2024, tau-bench, 2.3). A task with c of n
 * trials done has C(c, k) / C(n, k), the share of its choices of k trials that were all done, which is unbiased; the estimate
 * is the mean over tasks. Trials of a task are alike, so tasks are what varies: the interval is Student's over tasks, within
 * 0 and 1. It speaks for tasks like these, not for these alone.
 */
final class RepeatedTrials {
    private static final double UPPER = 0.975;

    private final List<Task> tasks;

    /** @param tasks at least two */
    RepeatedTrials(List<Task> tasks) {
        if (tasks.size() < 2) {
            throw new IllegalArgumentException("an interval needs two tasks, there are " + tasks.size());
        }
        this.tasks = List.copyOf(tasks);
    }

    /** @param done trials that ended as they should, of {@code trials} */
    record Task(int done, int trials) {

        double passPower(int k) {
            double share = 1;
            for (int i = 0; i < k; i++) {
                share *= Math.max(0, done - i) / (double) (trials - i);
            }
            return share;
        }
    }

    /** @param n tasks with k trials or more */
    record Estimate(double mean, double low, double high, int n) {}

    /** @param k 1 or more; tasks with fewer trials are left out */
    Estimate passPower(int k) {
        double[] shares = tasks.stream()
                .filter(task -> task.trials() >= k)
                .mapToDouble(task -> task.passPower(k))
                .toArray();
        int n = shares.length;
        if (n < 2) {
            throw new IllegalArgumentException("fewer than two tasks have " + k + " trials");
        }
        double mean = 0;
        for (double share : shares) {
            mean += share / n;
        }
        double squares = 0;
        for (double share : shares) {
            squares += (share - mean) * (share - mean);
        }
        double half = TDistribution.of(n - 1.0).inverseCumulativeProbability(UPPER) * Math.sqrt(squares / (n - 1) / n);
        return new Estimate(mean, Math.max(0, mean - half), Math.min(1, mean + half), n);
    }

    /** Trials that every task has. */
    int most() {
        return tasks.stream().mapToInt(Task::trials).min().orElse(0);
    }
}
