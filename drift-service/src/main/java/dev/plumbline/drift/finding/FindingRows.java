package dev.plumbline.drift.finding;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.stat.Share;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Rows of findings as what they were stored from. */
final class FindingRows {

    private FindingRows() {}

    /** The finding closed as it was last told. */
    static Change closed(ResultSet row) throws SQLException {
        Share now = new Share(row.getInt("hits"), row.getInt("n"));
        Story.Subject subject = new Story.Subject(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("cluster_id"),
                row.getString("direction").equals("up"));
        Story.Raised raised =
                new Story.Raised(0, Scale.ALL.get(0), row.getLong("since_nano"), row.getDouble("p_value"));
        return new Change(
                Change.Type.CLOSED,
                new Story(row.getString("id"), row.getString("view"), subject, raised, now, 0),
                row.getString("words"),
                row.getLong("until_nano"),
                Change.Shares.of(new Share(row.getInt("ref_hits"), row.getInt("ref_n")), now),
                texts(row.getArray("examples")),
                new Change.Against(row.getString("compared_with"), texts(row.getArray("holds"))));
    }

    static String label(ResultSet row) throws SQLException {
        String words = row.getString("words");
        Array terms = row.getArray("terms");
        return words != null ? words : NamedCluster.label(terms == null ? List.of() : texts(terms));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
