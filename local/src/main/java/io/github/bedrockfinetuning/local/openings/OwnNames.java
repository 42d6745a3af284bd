package io.github.bedrockfinetuning.local.openings;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects the names of resources in the account: the buckets in the templates, and imported buckets and keys. An
 * imported resource has the same value in the environment of all functions of the workflow and is specified in the
 * policy of a role.
 */
final class OwnNames {
    private static final String HANDLERS = "io.github.bedrockfinetuning.steps.";
    private static final String BUCKET = "_BUCKET";
    private static final String KEY = "_KEY_ARN";

    private final Set<String> buckets = new TreeSet<>();
    private final Set<String> regions = new TreeSet<>();
    private final Map<String, Set<String>> environment = new TreeMap<>();
    private final StringBuilder policies = new StringBuilder();

    void add(OwnNames others) {
        buckets.addAll(others.buckets);
        regions.addAll(others.regions);
        others.environment.forEach((name, values) ->
                environment.computeIfAbsent(name, absent -> new TreeSet<>()).addAll(values));
        policies.append(others.policies);
    }

    void collect(String region, List<StackResource> resources) {
        regions.add(region);
        resources.forEach(this::collect);
    }

    private void collect(StackResource resource) {
        switch (resource.type()) {
            case "AWS::S3::Bucket" -> {
                buckets.add(resource.ref());
                String given = resource.property("BucketName").asText();
                if (!given.isEmpty() && !Unresolved.isIn(given)) {
                    buckets.add(given);
                }
            }
            case "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy" ->
                policies.append(resource.property("PolicyDocument")).append('\n');
            default ->
                environment(resource)
                        .forEach((name, value) -> environment
                                .computeIfAbsent(name, absent -> new TreeSet<>())
                                .add(value));
        }
    }

    /**
     * Returns the names of buckets and keys in the environment of a workflow function, keyed by workflow and
     * variable, or an empty map for other functions.
     */
    static Map<String, String> environment(StackResource resource) {
        Map<String, String> named = new LinkedHashMap<>();
        if (resource.type().equals("AWS::Lambda::Function")
                && resource.property("Handler").asText().startsWith(HANDLERS)) {
            var variables = resource.property("Environment").path("Variables");
            variables.properties().forEach(entry -> {
                if (entry.getKey().endsWith(BUCKET) || entry.getKey().endsWith(KEY)) {
                    named.put(
                            resource.stack() + " "
                                    + variables
                                            .path(EnvironmentVariables.FT_STACK)
                                            .asText() + " " + entry.getKey(),
                            entry.getValue().asText());
                }
            });
        }
        return named;
    }

    OwnAccount of(String account) {
        return new OwnAccount(Set.of(account), buckets, given(KEY, "\""), given(BUCKET, ""), regions);
    }

    private Set<String> given(String kind, String end) {
        return environment.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith(kind) && entry.getValue().size() == 1)
                .map(entry -> entry.getValue().iterator().next())
                .filter(value -> policies.indexOf(value + end) >= 0)
                .collect(Collectors.toSet());
    }
}
