package dev.plumbline.console.project;

import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads which projects there are. */
@ApplicationScoped
class ProjectStore {
    private final DataSource database;

    ProjectStore(DataSource database) {
        this.database = database;
    }

    List<Project> all() throws SQLException {
        List<Project> projects = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT id, name FROM trace.project ORDER BY id LIMIT 200")) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                projects.add(new Project(row.getInt("id"), row.getString("name")));
            }
        }
        return projects;
    }
}
