package dev.plumbline.console.settings;

import dev.plumbline.console.access.Role;
import dev.plumbline.console.people.AuditStore;
import dev.plumbline.console.people.Person;
import dev.plumbline.console.people.TokenStore;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;

import java.util.Arrays;
import java.util.List;

/**
 * The settings as the screen shows them.
 *
 * @param me who looks at them, and what that allows
 * @param admin whether the lists are shown
 * @param problem why the last change was not made; empty when it was
 */
record SettingsPage(
        String me,
        boolean admin,
        List<PersonLine> people,
        List<TokenLine> tokens,
        List<AuditLine> audit,
        Once secret,
        String problem) {
    private static final int LINE = 160;

    /** Shown once. */
    record Once(String title, String text, String hint) {
        static final Once NONE = new Once("", "", "");

        public boolean shown() {
            return !text.isEmpty();
        }
    }

    /** A user. */
    record PersonLine(long id, String name, String role, boolean content, boolean vouched, boolean waiting) {
        static PersonLine of(Person person) {
            return new PersonLine(
                    person.id(),
                    person.name(),
                    person.role().text(),
                    person.content(),
                    person.vouched(),
                    person.waiting());
        }
    }

    /** A token without its secret. */
    record TokenLine(long id, String name, String may, String until) {
        static TokenLine of(TokenStore.Token token) {
            return new TokenLine(
                    token.id(),
                    Visible.line(token.name(), LINE),
                    token.role().text() + (token.content() ? ", reads content" : ""),
                    Moment.minute(token.expires()));
        }
    }

    /** A line of the audit. */
    record AuditLine(String at, String actor, String action, String subject, String after) {
        static AuditLine of(AuditStore.Line line) {
            return new AuditLine(
                    Moment.second(line.at()),
                    Visible.line(line.actor(), LINE),
                    line.action(),
                    Visible.line(line.subject(), LINE),
                    Visible.line(line.after().replace("\"", ""), LINE));
        }
    }

    public List<String> roles() {
        return Arrays.stream(Role.values()).map(Role::text).toList();
    }
}
