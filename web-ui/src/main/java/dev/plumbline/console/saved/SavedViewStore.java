package dev.plumbline.console.saved;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The named lists of each project. */
@ApplicationScoped
public class SavedViewStore {
    private static final int MOST = 50;
    private static final String SAVE = """
            INSERT INTO console.saved_view AS known (project_id, name, address, author, made_at)
            SELECT ?, ?, ?, ?, ?
            WHERE (SELECT count(*) FROM console.saved_view WHERE project_id = ?) < ?
               OR EXISTS (SELECT FROM console.saved_view WHERE project_id = ? AND name = ?)
            ON CONFLICT (project_id, name) DO UPDATE SET address = excluded.address, made_at = excluded.made_at
            WHERE known.author = excluded.author
            """;

    private final javax.sql.DataSource database;
    private final Clock clock;

    SavedViewStore(@DataSource("console") javax.sql.DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** By name. */
    public List<SavedView> all(int project) throws SQLException {
        List<SavedView> views = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT * FROM console.saved_view WHERE project_id = ? ORDER BY name LIMIT 200")) {
            query.setInt(1, project);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                views.add(new SavedView(
                        row.getLong("id"), row.getString("name"), row.getString("address"), row.getString("author")));
            }
        }
        return views;
    }

    /** @return false when another's view has the name, or the project has 50 */
    boolean save(int project, String name, String address, String author) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(SAVE)) {
            insert.setInt(1, project);
            insert.setString(2, name);
            insert.setString(3, address);
            insert.setString(4, author);
            insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setInt(6, project);
            insert.setInt(7, MOST);
            insert.setInt(8, project);
            insert.setString(9, name);
            return insert.executeUpdate() == 1;
        }
    }

    /** @param anyones whether the caller may remove the views of others */
    boolean remove(long id, String author, boolean anyones) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM console.saved_view WHERE id = ? AND (? OR author = ?)")) {
            delete.setLong(1, id);
            delete.setBoolean(2, anyones);
            delete.setString(3, author);
            return delete.executeUpdate() == 1;
        }
    }
}
