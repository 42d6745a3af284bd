package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.s3.LifecycleRule;

/**
 * Adds the lifecycle rules of a user to those of a new bucket. If several rules expire an object, S3 applies the earliest
 * expiration.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html">Conflicts between
 *     lifecycle rules</a>
 */
final class Lifecycles {
    /** The longest time for which a run needs its files: the maximum duration of a run, and a day for its report. */
    private static final int NEEDED_DAYS = 15;

    /** The prefixes whose objects a run writes and reads later. */
    private static final List<String> OF_RUNS = List.of(Prefixes.STAGED, Prefixes.RUNS, Prefixes.JOBS);

    /** The storage classes whose objects must be restored before they can be read. */
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    private Lifecycles() {}

    /**
     * Returns the rules of the bucket and those of the user. A rule of the user replaces the rule with the same ID.
     *
     * @throws IllegalArgumentException if a rule removes or archives objects while a run needs them
     */
    static List<LifecycleRule> combined(String prop, List<LifecycleRule> own, List<LifecycleRule> users) {
        users.forEach(rule -> requireLongEnough(prop, rule));
        Set<String> replaced = users.stream()
                .map(LifecycleRule::getId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<LifecycleRule> all = new ArrayList<>(
                own.stream().filter(rule -> !replaced.contains(rule.getId())).toList());
        all.addAll(users);
        return all;
    }

    /** Returns whether a rule expires objects. */
    static boolean expires(@Nullable List<LifecycleRule> rules) {
        return rules != null
                && rules.stream().anyMatch(rule -> rule.getExpiration() != null || rule.getExpirationDate() != null);
    }

    private static void requireLongEnough(String prop, LifecycleRule rule) {
        String prefix = Objects.requireNonNullElse(rule.getPrefix(), "");
        boolean ofRuns = OF_RUNS.stream().anyMatch(own -> own.startsWith(prefix) || prefix.startsWith(own));
        if (!ofRuns || prop.equals("accessLogsBucketProps") || Boolean.FALSE.equals(rule.getEnabled())) {
            return;
        }
        Stream<software.amazon.awscdk.Duration> archived = rule.getTransitions() == null
                ? Stream.of()
                : rule.getTransitions().stream()
                        .filter(move -> ARCHIVES.contains(move.getStorageClass().getValue()))
                        .map(move -> move.getTransitionAfter());
        Stream.concat(Stream.ofNullable(rule.getExpiration()), archived.filter(Objects::nonNull))
                .filter(after -> !after.isUnresolved() && after.toDays().intValue() < NEEDED_DAYS)
                .forEach(after -> {
                    throw new IllegalArgumentException(prop + " has a lifecycle rule that removes or archives "
                            + (prefix.isEmpty() ? "all objects" : prefix) + " after " + after.toHumanString()
                            + ", but a run can need its files for " + NEEDED_DAYS
                            + " days. Increase the time, or restrict the rule to another prefix.");
                });
    }
}
