package dev.plumbline.drift.report.finding;

import dev.plumbline.drift.detect.Kind;
import dev.plumbline.drift.finding.ArrivalStore;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.report.Nanos;
import dev.plumbline.drift.report.SeriesStore;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads findings. */
@Singleton
class FindingListStore {

    private static final String SELECT = """
            SELECT finding.*, terms,
                (SELECT sum(cases)::int FROM drift.evaluation_cover
                 WHERE about = CASE WHEN cluster.id IS NULL THEN finding.id ELSE cluster.id END) AS cases
            FROM drift.finding LEFT JOIN drift.cluster ON cluster.id = cluster_id
            """;
    private static final String LIST = SELECT + """
            WHERE finding.project_id = ? AND (?::text IS NULL OR finding.feature = ?) AND (?::text IS NULL OR state = ?)
              AND opened_nano < ? AND coalesce(closed_nano, 9223372036854775807) >= ?
              AND (?::bigint IS NULL OR (opened_nano, finding.id) < (?, ?))
            ORDER BY opened_nano DESC, finding.id DESC LIMIT ?
            """;
    private static final String CHANGES = """
            SELECT change, at, until_nano, hits, n, statement FROM drift.finding_change
            WHERE finding_id = ? ORDER BY look
            """;

    private final DataSource database;
    private final SeriesStore series;
    private final ArrivalStore arrivals;

    FindingListStore(DataSource database, SeriesStore series, ArrivalStore arrivals) {
        this.database = database;
        this.series = series;
        this.arrivals = arrivals;
    }

    List<FindingItem> list(FindingQuery query) {
        return Sql.read(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                FindingQuery.Cursor after = query.after();
                select.setInt(1, query.projectId());
                select.setString(2, query.feature());
                select.setString(3, query.feature());
                select.setString(4, query.state());
                select.setString(5, query.state());
                select.setLong(6, query.range().toNano());
                select.setLong(7, query.range().fromNano());
                select.setObject(8, after == null ? null : after.openedNano());
                select.setLong(9, after == null ? 0 : after.openedNano());
                select.setString(10, after == null ? "" : after.id());
                select.setInt(11, query.limit());
                return items(select);
            }
        });
    }

    Optional<FindingDetail> find(String id) {
        return Sql.read(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE finding.id = ?")) {
                select.setString(1, id);
                Optional<FindingItem> item = items(select).stream().findFirst();
                if (item.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new FindingDetail(
                        item.get(),
                        changes(connection, id),
                        series.of(connection, item.get().what().about().cluster()),
                        arrivals.of(connection, id).stream()
                                .map(one -> new FindingDetail.Arrived(
                                        one.what(), one.value(), Nanos.instant(one.firstNano()), one.sessions()))
                                .toList()));
            }
        });
    }

    private static List<FindingItem> items(PreparedStatement select) throws SQLException {
        List<FindingItem> items = new ArrayList<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            items.add(item(row));
        }
        return items;
    }

    private static FindingItem item(ResultSet row) throws SQLException {
        Share then = new Share(row.getInt("ref_hits"), row.getInt("ref_n"));
        Share now = new Share(row.getInt("hits"), row.getInt("n"));
        Share usual = new Share(row.getInt("usual_hits"), row.getInt("usual_n"));
        String kind = row.getString("kind");
        String words = row.getString("words");
        Long closed = row.getObject("closed_nano", Long.class);
        return new FindingItem(
                row.getString("id"),
                new FindingItem.What(
                        row.getInt("project_id"),
                        row.getString("feature"),
                        Kind.valueOf(kind.toUpperCase(Locale.ROOT))
                                .verdict()
                                .name()
                                .toLowerCase(Locale.ROOT),
                        kind,
                        row.getString("state"),
                        new FindingItem.About(
                                row.getString("direction"),
                                row.getString("cluster_id"),
                                words != null ? words : NamedCluster.label(SeriesStore.texts(row, "terms"))),
                        against(row)),
                new FindingItem.Shares(
                        Measured.of(then),
                        Measured.of(now),
                        now.minus(then),
                        row.getDouble("p_value"),
                        new FindingItem.Clock(row.getString("hours"), Measured.of(usual), then.value() - usual.value()),
                        row.getObject("cases", Integer.class)),
                new FindingItem.When(
                        Nanos.instant(row.getLong("since_nano")),
                        Nanos.instant(row.getLong("opened_nano")),
                        Nanos.instant(row.getLong("until_nano")),
                        closed == null ? null : Nanos.instant(closed)),
                row.getString("statement"),
                SeriesStore.texts(row, "examples"));
    }

    private static FindingItem.Against against(ResultSet row) throws SQLException {
        String slice = View.slice(row.getString("view"));
        return new FindingItem.Against(
                slice == null ? row.getString("view") : View.FIRST,
                row.getString("compared_with"),
                slice,
                SeriesStore.texts(row, "holds"));
    }

    private static List<FindingDetail.Changed> changes(Connection connection, String id) throws SQLException {
        List<FindingDetail.Changed> changes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
            select.setString(1, id);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                changes.add(new FindingDetail.Changed(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        Nanos.instant(row.getLong(3)),
                        Measured.of(new Share(row.getInt(4), row.getInt(5))),
                        row.getString(6)));
            }
        }
        return changes;
    }
}
