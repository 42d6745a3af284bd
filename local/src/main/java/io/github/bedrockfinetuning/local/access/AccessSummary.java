package io.github.bedrockfinetuning.local.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The matrix for readers: what each principal may do, a line for each resource and statement; of an administrator, who
 * may do nearly everything, what he may not.
 *
 * @param people everybody about whom something is to be said, in the matrix's order
 */
public record AccessSummary(AccessMatrix matrix, List<Person> people) {
    static final String ADMINISTRATOR = "administrator";

    /**
     * One principal.
     *
     * @param allowed how many cells are allowed
     * @param denied how many are not
     * @param lines what is allowed, or for an administrator what is denied
     */
    public record Person(String name, long allowed, long denied, List<Line> lines) {
        public boolean showsDenied() {
            return name.equals(ADMINISTRATOR);
        }
    }

    /** What may be done on one resource by one statement (or more that allow together) under some circumstances. */
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
