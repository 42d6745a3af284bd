package io.github.bedrockfinetuning.local.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A summary of the access matrix. For each principal, it contains the allowed actions, with one line per resource and
 * statement. For an administrator, it contains the denied actions.
 *
 * @param people the principals, in the order of the matrix
 */
public record AccessSummary(AccessMatrix matrix, List<Person> people) {
    static final String ADMINISTRATOR = "administrator";

    /**
     * The summary of one principal.
     *
     * @param allowed the number of allowed requests
     * @param denied the number of denied requests
     * @param lines the allowed actions; for an administrator, the denied actions
     */
    public record Person(String name, long allowed, long denied, List<Line> lines) {
        public boolean showsDenied() {
            return name.equals(ADMINISTRATOR);
        }
    }

    /** The actions that one or more statements allow on a resource, with the conditions. */
    public record Line(String actions, String resource, String under, String by) {}

    public static AccessSummary of(AccessMatrix matrix) {
        Map<String, List<AccessRow>> byPrincipal = new LinkedHashMap<>();
        matrix.rows()
                .forEach(row -> byPrincipal
                        .computeIfAbsent(row.principal(), name -> new ArrayList<>())
                        .add(row));
        List<Person> people = new ArrayList<>();
        byPrincipal.forEach((name, rows) -> {
            long allowed = rows.stream().filter(AccessRow::allowed).count();
            boolean denials = name.equals(ADMINISTRATOR);
            people.add(new Person(
                    name,
                    allowed,
                    rows.size() - allowed,
                    lines(rows.stream().filter(row -> row.allowed() != denials).toList())));
        });
        return new AccessSummary(matrix, List.copyOf(people));
    }

    private static List<Line> lines(List<AccessRow> rows) {
        Map<Line, TreeSet<String>> actions = new LinkedHashMap<>();
        for (AccessRow row : rows) {
            Line line = new Line("", row.resource(), under(row), String.join(" and ", by(row)));
            actions.computeIfAbsent(line, key -> new TreeSet<>()).add(row.action());
        }
        return actions.entrySet().stream()
                .map(entry -> new Line(
                        String.join(", ", entry.getValue()),
                        entry.getKey().resource(),
                        entry.getKey().under(),
                        entry.getKey().by()))
                .toList();
    }

    private static List<String> by(AccessRow row) {
        return row.by().isEmpty() ? List.of("no statement allows it") : row.by();
    }

    private static String under(AccessRow row) {
        List<String> keys = new ArrayList<>();
        row.under().forEach((key, value) -> keys.add(key + " = " + value));
        return String.join(", ", keys);
    }
}
