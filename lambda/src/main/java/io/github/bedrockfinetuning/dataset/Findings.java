package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.FindingReporter;
import io.github.bedrockfinetuning.dataset.rules.Rule;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects findings. Counts all of them, but lists only the first ones. */
final class Findings implements FindingReporter {
    /** The maximum number of findings about lines that are listed. */
    static final int LISTED = 10_000;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    private final Map<String, Long> byRule = new TreeMap<>();
    private final Map<Exempted, Long> exempted = new TreeMap<>();
    private @Nullable Long line;
    private long dropped;

    private record Entry(
            Rule rule,
            @Nullable Long line,
            @Nullable Integer column,
            @Nullable String field,
            String message) {}

    /**
     * The values that an exemption allows.
     *
     * @param key the exemption
     */
    record Exempted(String key, String kind) implements Comparable<Exempted> {
        @Override
        public int compareTo(Exempted other) {
            return Comparator.comparing(Exempted::key)
                    .thenComparing(Exempted::kind)
                    .compare(this, other);
        }
    }

    /** Sets the line number for the findings that follow, or null for findings about the entire file. */
    void moveTo(@Nullable Long number) {
        line = number;
    }

    @Override
    public void add(Rule rule, @Nullable Integer column, @Nullable String field, String message) {
        put(new Entry(rule, line, column, field, message));
    }

    @Override
    public void at(long number, Rule rule, String message) {
        put(new Entry(rule, number, null, null, message));
    }

    @Override
    public void exempt(String kind, String key) {
        exempted.merge(new Exempted(key, kind), 1L, Long::sum);
    }

    /** Returns the number of values that each exemption allowed. */
    Map<Exempted, Long> exempted() {
        return exempted;
    }

    private void put(Entry entry) {
        counts.merge(entry.rule().about().severity(), 1L, Long::sum);
        byRule.merge(entry.rule().about().id(), 1L, Long::sum);
        if (entry.line() == null || entries.size() < LISTED) {
            entries.add(entry);
        } else {
            dropped++;
        }
    }

    /** Adds the findings of a block that begins after {@code lines} lines. */
    void addAll(Findings block, long lines) {
        block.entries.forEach(entry -> {
            Long at = entry.line() == null ? null : Long.valueOf(entry.line() + lines);
            if (at == null || entries.size() < LISTED) {
                entries.add(new Entry(entry.rule(), at, entry.column(), entry.field(), entry.message()));
            } else {
                dropped++;
            }
        });
        dropped += block.dropped;
        block.counts.forEach((severity, count) -> counts.merge(severity, count, Long::sum));
        block.exempted.forEach((values, count) -> exempted.merge(values, count, Long::sum));
        block.byRule.forEach((rule, count) -> byRule.merge(rule, count, Long::sum));
    }

    long count(Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }

    /** Returns the number of findings for each rule, including findings that are not listed. */
    Map<String, Long> byRule() {
        return byRule;
    }

    long dropped() {
        return dropped;
    }

    FileVerdict verdict() {
        return count(Severity.ERROR) > 0
                ? FileVerdict.REJECT
                : count(Severity.WARNING) > 0 ? FileVerdict.WARN : FileVerdict.ACCEPT;
    }

    /** Returns the findings in the order of their lines, with findings about the entire file last. */
    List<Finding> list(String file, Model model) {
        return entries.stream()
                .sorted(Comparator.comparing(Entry::line, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(entry -> new Finding(
                        entry.rule().about().id(),
                        entry.rule().about().severity(),
                        file,
                        entry.line(),
                        entry.column(),
                        entry.field(),
                        entry.message(),
                        ConvertHint.fill(entry.rule().about().remedy(), file, model)))
                .toList();
    }
}
