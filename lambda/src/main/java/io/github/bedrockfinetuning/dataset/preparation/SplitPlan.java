package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.dataset.likeness.Hash;
import io.github.bedrockfinetuning.dataset.likeness.NormalForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Assigns each record to the training, validation, or test set, based only on hashes. Records with equal keys stay
 * together. Within each stratum, keys are selected in the order of their seeded hashes until the share is reached.
 * Therefore, the shares are as close as possible, and the order of lines has no effect.
 */
final class SplitPlan {
    enum Side {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** The maximum length of a completion that is treated as a label. */
    static final int LONGEST_LABEL = 64;

    /** The minimum average number of records per label. If there are fewer, completions are treated as free text. */
    private static final int RECORDS_PER_LABEL = 4;

    private final Map<Long, Unit> units = new HashMap<>();
    private final Set<Long> labels = new HashSet<>();
    private final Map<Long, Side> sides = new HashMap<>();
    /** Maps each key to another key in its group that is closer to the smallest key of the group. */
    private final Map<Long, Long> joined = new HashMap<>();

    private int records;
    private int longCompletions;

    private static final class Unit {
        final long key;
        int records;
        long label = Long.MAX_VALUE;

        Unit(long key) {
            this.key = key;
        }
    }

    /** Adds a record to the plan. */
    void add(long key, String completion) {
        Unit unit = units.computeIfAbsent(key, Unit::new);
        long label = NormalForm.answer(completion);
        unit.records++;
        unit.label = Math.min(unit.label, label);
        labels.add(label);
        longCompletions += completion.length() > LONGEST_LABEL ? 1 : 0;
        records++;
    }

    /** Joins two keys, and all keys joined to either of them, so that they stay in the same set. */
    void join(long one, long other) {
        long a = root(one);
        long b = root(other);
        if (a != b) {
            joined.put(Math.max(a, b), Math.min(a, b));
        }
    }

    private long root(long key) {
        long root = key;
        while (joined.containsKey(root)) {
            root = joined.get(root);
        }
        for (long at = key; at != root; ) {
            at = joined.put(at, root);
        }
        return root;
    }

    private Collection<Unit> joinedUnits() {
        Map<Long, Unit> groups = new HashMap<>();
        units.values().forEach(unit -> {
            Unit group = groups.computeIfAbsent(root(unit.key), Unit::new);
            group.records += unit.records;
            group.label = Math.min(group.label, unit.label);
        });
        return groups.values();
    }

    int records() {
        return records;
    }

    /**
     * Checks whether the completions are labels: a small number of short strings that recur. Up to 1% of the records
     * can be exceptions.
     */
    boolean completionsAreLabels() {
        return longCompletions * 100 <= records && labels.size() > 1 && labels.size() * RECORDS_PER_LABEL <= records;
    }

    void decide(double validation, double test, long seed, boolean stratify) {
        Map<Long, List<Unit>> strata = new TreeMap<>();
        boolean byLabel = stratify && completionsAreLabels();
        joinedUnits()
                .forEach(unit -> strata.computeIfAbsent(byLabel ? unit.label : 0, label -> new ArrayList<>())
                        .add(unit));
        double testOwed = 0;
        double validationOwed = 0;
        for (List<Unit> stratum : strata.values()) {
            stratum.sort(Comparator.<Unit>comparingLong(unit -> Hash.mix(unit.key, seed))
                    .thenComparingLong(unit -> unit.key));
            int size = stratum.stream().mapToInt(unit -> unit.records).sum();
            // Carries the remainder over to the next stratum, because a stratum consists of whole records.
            testOwed += size * test;
            validationOwed += size * validation;
            for (Unit unit : stratum) {
                if (testOwed >= unit.records - 0.5) {
                    testOwed -= unit.records;
                    sides.put(unit.key, Side.TEST);
                } else if (validationOwed >= unit.records - 0.5) {
                    validationOwed -= unit.records;
                    sides.put(unit.key, Side.VALIDATION);
                } else if (testOwed < 0.5 && validationOwed < 0.5) {
                    break;
                }
            }
        }
    }

    Side side(long key) {
        return sides.getOrDefault(root(key), Side.TRAIN);
    }
}
