package io.github.bedrockfinetuning.local.prove.record;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the responses of AWS and of the local simulation to the requests in the same experiments.
 * <ul>
 * <li>Responses of an operation for the same subject with the same status form a group.
 * <li>A member that one side always returns and the other side never returns is a difference. A member with a different
 *     type is also a difference.
 * <li>An enum value or an error code is a difference if only AWS returns it. An error is also a difference if only the
 *     local simulation returns it.
 * <li>Facts, such as the order of states, must be equal.
 * <li>Only durations that AWS documents are compared. A factor of ten or more is a difference.
 * </ul>
 */
public final class Comparison {
    private static final int MAGNITUDE = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final String ERROR = "error";
    private static final String NONE = "none";

    private final Recording local;
    private final Recording aws;
    private final Set<Difference> differences = new LinkedHashSet<>();

    private Comparison(Recording local, Recording aws) {
        this.local = local;
        this.aws = aws;
    }

    public static List<Difference> of(Recording local, Recording aws) {
        Comparison comparison = new Comparison(local, aws);
        for (Question question : Question.values()) {
            if (local.tried().contains(question) && aws.tried().contains(question)) {
                comparison.compare(question);
            }
        }
        return List.copyOf(comparison.differences);
    }

    private void compare(Question question) {
        Map<String, List<Exchange>> here = byTitle(local, question);
        byTitle(aws, question).forEach((title, there) -> {
            if (here.containsKey(title)) {
                errors(title, here.get(title), there);
                enums(title, here.get(title), there);
                members(title, here.get(title), there);
            }
        });
        facts(local.facts().getOrDefault(question, Map.of()), aws.facts().getOrDefault(question, Map.of()));
        times(local.times().getOrDefault(question, Map.of()), aws.times().getOrDefault(question, Map.of()));
    }

    private static Map<String, List<Exchange>> byTitle(Recording recording, Question question) {
        return recording.exchanges().stream()
                .filter(exchange -> exchange.question() == question)
                .collect(Collectors.groupingBy(Exchange::title, LinkedHashMap::new, Collectors.toList()));
    }

    private void errors(String title, List<Exchange> here, List<Exchange> there) {
        Set<String> ours = codes(here);
        Set<String> theirs = codes(there);
        boolean refusesAlone = ours.size() == 1 && !ours.contains(NONE) && !theirs.containsAll(ours);
        if (!ours.containsAll(theirs) || refusesAlone) {
            add(title, ERROR, String.join(", ", ours), String.join(", ", theirs));
        }
    }

    private static Set<String> codes(List<Exchange> exchanges) {
        return exchanges.stream()
                .map(exchange -> exchange.error().orElse(NONE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void enums(String title, List<Exchange> here, List<Exchange> there) {
        Map<String, Set<String>> ours = values(here);
        values(there).forEach((member, theirs) -> {
            Set<String> known = ours.getOrDefault(member, Set.of());
            if (!known.isEmpty() && !known.containsAll(theirs)) {
                add(title, member, String.join(", ", known), String.join(", ", theirs));
            }
        });
    }

    private static Map<String, Set<String>> values(List<Exchange> exchanges) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        exchanges.forEach(exchange -> exchange.enums()
                .forEach((member, some) -> values.computeIfAbsent(member, absent -> new TreeSet<>())
                        .addAll(some)));
        return values;
    }

    private void members(String title, List<Exchange> here, List<Exchange> there) {
        Map<String, List<Exchange>> ours = byStatus(here);
        byStatus(there).forEach((status, theirs) -> {
            List<Exchange> same = ours.getOrDefault(status, List.of());
            if (!same.isEmpty()) {
                presence(title, same, theirs);
                types(title, same, theirs);
            }
        });
    }

    private static Map<String, List<Exchange>> byStatus(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(exchange -> exchange.error().isEmpty())
                .collect(Collectors.groupingBy(Exchange::status, LinkedHashMap::new, Collectors.toList()));
    }

    private void presence(String title, List<Exchange> here, List<Exchange> there) {
        Set<String> everHere = ever(here);
        Set<String> everThere = ever(there);
        for (String member : always(here)) {
            if (!everThere.contains(member) && comparable(member, everThere)) {
                add(title, member, "present", "absent");
            }
        }
        for (String member : always(there)) {
            if (!everHere.contains(member) && comparable(member, everHere)) {
                add(title, member, "absent", "present");
            }
        }
    }

    /**
     * Returns whether a member can be compared. This requires that its parent is present, because the elements of an
     * empty list have no members.
     */
    private static boolean comparable(String member, Set<String> other) {
        int end = Math.max(member.lastIndexOf('.'), member.endsWith("[]") ? member.length() - 2 : -1);
        return end < 0 || other.contains(member.substring(0, end));
    }

    private static Set<String> ever(List<Exchange> exchanges) {
        return exchanges.stream()
                .flatMap(exchange -> exchange.members().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> always(List<Exchange> exchanges) {
        Set<String> always = new TreeSet<>(exchanges.get(0).members().keySet());
        exchanges.forEach(exchange -> always.retainAll(exchange.members().keySet()));
        return always;
    }

    private void types(String title, List<Exchange> here, List<Exchange> there) {
        Map<String, Set<String>> ours = types(here);
        types(there).forEach((member, theirs) -> {
            Set<String> known = ours.getOrDefault(member, theirs);
            if (!known.containsAll(theirs)) {
                add(title, member, String.join(", ", known), String.join(", ", theirs));
            }
        });
    }

    private static Map<String, Set<String>> types(List<Exchange> exchanges) {
        Map<String, Set<String>> types = new LinkedHashMap<>();
        exchanges.forEach(exchange -> exchange.members()
                .forEach((member, type) ->
                        types.computeIfAbsent(member, absent -> new TreeSet<>()).add(type)));
        return types;
    }

    private void facts(Map<String, Map<String, String>> here, Map<String, Map<String, String>> there) {
        Set<String> operations = new TreeSet<>(here.keySet());
        operations.addAll(there.keySet());
        for (String operation : operations) {
            Map<String, String> ours = here.getOrDefault(operation, Map.of());
            Map<String, String> theirs = there.getOrDefault(operation, Map.of());
            Set<String> members = new HashSet<>(ours.keySet());
            members.addAll(theirs.keySet());
            for (String member : new TreeSet<>(members)) {
                String one = ours.getOrDefault(member, NONE);
                String other = theirs.getOrDefault(member, NONE);
                if (!one.equals(other)) {
                    add(operation, member, one, other);
                }
            }
        }
    }

    private void times(Map<String, Map<String, Duration>> here, Map<String, Map<String, Duration>> there) {
        there.forEach((operation, members) -> members.forEach((member, theirs) -> {
            Duration ours = here.getOrDefault(operation, Map.of()).get(member);
            if (ours != null && ratio(ours, theirs) >= MAGNITUDE) {
                add(operation, member, ours.toSeconds() + " s", theirs.toSeconds() + " s");
            }
        }));
    }

    private static double ratio(Duration one, Duration other) {
        double a = Math.max(SHORTEST.toMillis(), one.toMillis());
        double b = Math.max(SHORTEST.toMillis(), other.toMillis());
        return Math.max(a, b) / Math.min(a, b);
    }

    private void add(String operation, String member, String ours, String theirs) {
        differences.add(new Difference(operation, member, ours, theirs));
    }
}
