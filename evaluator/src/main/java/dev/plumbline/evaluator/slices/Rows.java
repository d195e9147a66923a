package dev.plumbline.evaluator.slices;

import dev.plumbline.evaluator.estimate.Proportion;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Requests as columns, in order of their sessions, so that sums by session need no map. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Rows(int[] session, double[] weight, boolean[] fail) {

    /** @param sorted by session */
    static Rows of(List<Scored> sorted) {
        int n = sorted.size();
        Rows rows = new Rows(new int[n], new double[n], new boolean[n]);
        int session = -1;
        for (int i = 0; i < n; i++) {
            if (i == 0 || !sorted.get(i).session().equals(sorted.get(i - 1).session())) {
                session++;
            }
            rows.session[i] = session;
            rows.weight[i] = sorted.get(i).weight();
            rows.fail[i] = sorted.get(i).fail();
        }
        return rows;
    }

    /**
     * @param members ascending; all rows when null
     * @param counted others are passed over
     */
    Proportion.Sums sums(int @Nullable [] members, boolean[] counted) {
        int n = members == null ? weight.length : members.length;
        long count = 0;
        long clusters = 0;
        int current = -1;
        double a = 0;
        double b = 0;
        double[] total = new double[6];
        for (int i = 0; i < n; i++) {
            int row = members == null ? i : members[i];
            if (!counted[row]) {
                continue;
            }
            if (session[row] != current) {
                add(total, a, b);
                current = session[row];
                clusters++;
                a = 0;
                b = 0;
            }
            count++;
            b += weight[row];
            a += fail[row] ? weight[row] : 0;
            total[5] += weight[row] * weight[row];
        }
        add(total, a, b);
        return new Proportion.Sums(
                count, clusters, total[0], total[1], new Proportion.Squares(total[5], total[2], total[3], total[4]));
    }

    int sessions(int[] members, boolean[] counted) {
        int sessions = 0;
        int current = -1;
        for (int row : members) {
            if (counted[row] && session[row] != current) {
                current = session[row];
                sessions++;
            }
        }
        return sessions;
    }

    private static void add(double[] total, double a, double b) {
        total[0] += b;
        total[1] += a;
        total[2] += b * b;
        total[3] += a * a;
        total[4] += a * b;
    }
}
