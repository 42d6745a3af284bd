package io.github.bedrockfinetuning.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.app.FineTuningApp;
import io.github.bedrockfinetuning.local.iam.Principal;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks with two stacks in one account and Region that the roles of one stack cannot access the resources of the
 * other.
 */
class TwoStacksTest {
    private static final String REGION = "us-east-1";

    @TempDir
    Path folder;

    /** A stack with its names and policies. */
    private record Deployed(Template template, AnyNames names, StackPolicies policies) {}

    @Test
    void neitherTouchesTheOthersDataModelsJobsOrRuns() throws Exception {
        Deployed first = deployed("First");
        Deployed second = deployed("Second");
        List<AccessRow> rows = rows(first, second);
        rows.addAll(rows(second, first));

        TreeSet<String> allowed = new TreeSet<>();
        rows.stream().filter(AccessRow::allowed).forEach(row -> allowed.add(row.action() + " on " + row.resource()));
        // The sweeper reads the tags of a resource to determine whether the resource belongs to its stack.
        assertThat(allowed)
                .containsExactly(
                        "bedrock:ListTagsForResource on custom-model-deployment of this stack",
                        "bedrock:ListTagsForResource on model-customization-job of this stack",
                        "bedrock:ListTagsForResource on provisioned-model of this stack");
        assertThat(rows).hasSizeGreaterThan(10_000);
    }

    /**
     * Returns the access of a stack's roles to resources of the other stack, without models that belong to neither.
     */
    private static List<AccessRow> rows(Deployed mine, Deployed other) {
        StackPolicies both = mine.policies().and(other.policies());
        List<Target> theirs = Targets.of(other.template(), other.policies(), other.names()).stream()
                .filter(target ->
                        !target.name().endsWith("of others") && !target.arn().contains("::foundation-model/"))
                .filter(target -> !target.name().equals("*") && !target.name().startsWith("inference-profile"))
                .toList();
        List<AccessRow> rows = new ArrayList<>();
        for (Resource role : mine.template().resources("AWS::IAM::Role")) {
            Asker asker =
                    new Asker(role.logicalId(), Principal.role(mine.names().arn(role), "session"), Map.of(), false);
            for (Target target : theirs) {
                target.actions().forEach(action -> rows.addAll(AccessMatrix.ask(both, asker, action, target)));
            }
        }
        return rows;
    }

    private Deployed deployed(String stack) throws IOException {
        Path template = FineTuningApp.synthesize(folder.resolve(stack), REGION, Map.of("stackName", stack));
        JsonNode json = new ObjectMapper().readTree(template.toFile());
        AnyNames names = new AnyNames(stack, REGION, AccessMatrix.ACCOUNT);
        Template read = new Template(json, names.pseudoParameters(), names);
        return new Deployed(read, names, StackPolicies.of(read, names::arn));
    }
}
