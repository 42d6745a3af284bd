package io.github.bedrockfinetuning.structure;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dependencies between packages. */
final class PackageGraph {
    private final Map<String, Set<String>> dependencies = new TreeMap<>();

    void add(String from, String to) {
        if (!from.equals(to)) {
            dependencies.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
    }

    /** Returns the packages that depend on themselves indirectly. */
    Set<String> cyclic() {
        return dependencies.keySet().stream()
                .filter(name -> reached(name).contains(name))
                .collect(toCollection(TreeSet::new));
    }

    /** Returns the dependencies in cycles, one package per line. */
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
