package io.github.bedrockfinetuning.structure;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which packages depend on which. */
final class PackageGraph {
    private final Map<String, Set<String>> dependencies = new TreeMap<>();

    void add(String from, String to) {
        if (!from.equals(to)) {
            dependencies.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
    }

    /** The packages that depend on themselves through others. */
    Set<String> cyclic() {
        return dependencies.keySet().stream()
                .filter(name -> reached(name).contains(name))
                .collect(toCollection(TreeSet::new));
    }

    /** The dependencies that cycles consist of, one package per line. */
    String cycles() {
        StringBuilder text = new StringBuilder();
        for (String from : cyclic()) {
            Set<String> to = new TreeSet<>(dependencies.get(from));
            to.removeIf(other -> !reached(other).contains(from));
            text.append(from).append(" -> ").append(to).append('\n');
        }
        return text.toString();
    }

    private Set<String> reached(String from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String next : dependencies.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }
}
