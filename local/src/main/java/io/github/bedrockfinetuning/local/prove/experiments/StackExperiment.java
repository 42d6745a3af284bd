package io.github.bedrockfinetuning.local.prove.experiments;

import java.util.TreeSet;

/** Checks the deployed stack and each of its resources. */
public final class StackExperiment implements Experiment {
    private static final String COMPLETE = "_COMPLETE";

    @Override
    public Finding run(Bench bench) {
        var account = bench.account();
        String stack = account.cloudFormation()
                .describeStacks(r -> r.stackName(account.stack()))
                .stacks()
                .get(0)
                .stackStatusAsString();
        var incomplete = new TreeSet<String>();
        var resources = account.resources();
        for (var resource : resources) {
            if (!resource.resourceStatusAsString().endsWith(COMPLETE)) {
                incomplete.add(resource.resourceType() + " " + resource.resourceStatusAsString());
            }
        }
        boolean complete = stack.endsWith(COMPLETE) && !stack.contains("ROLLBACK") && incomplete.isEmpty();
        return Finding.of(
                complete,
                "The status of the stack is " + stack + ". It has " + resources.size() + " resources"
                        + (incomplete.isEmpty() ? "." : "; not complete: " + String.join(", ", incomplete) + "."));
    }
}
