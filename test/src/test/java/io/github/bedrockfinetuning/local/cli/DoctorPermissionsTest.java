package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.iam.OtherSimulator;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.run.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code doctor} with the permissions that docs/OPERATIONS.md lists, and without each of them. */
class DoctorPermissionsTest {
    private static final Pattern ACTION = Pattern.compile("`([a-z0-9]+:[A-Za-z0-9]+)`");

    @Test
    void theActionsOfTheReadmeAreEnough() throws Exception {
        assertThat(unchecked(actions())).isEmpty();
    }

    @Test
    void withoutAnyOneOfThemSomethingCouldNotBeChecked() throws Exception {
        for (String without : actions()) {
            TreeSet<String> rest = new TreeSet<>(actions());
            rest.remove(without);
            assertThat(unchecked(rest)).as("without " + without).isNotEmpty();
        }
    }

    @Test
    void withoutTheUseOfTheKeyOnlyTheVariablesOfFunctionsAreUnknown() throws Exception {
        TreeSet<String> rest = actions();
        rest.remove("kms:Decrypt");
        assertThat(unchecked(rest))
                .extracting(check -> Json.read(check).path("name").asText())
                .containsExactlyInAnyOrder("function-environments", "imported-buckets");
    }

    @Test
    void whatEndedRunsLeftIsSeenWithTheOtherActions(@TempDir Path folder) throws Exception {
        TreeSet<String> all = actions();
        all.addAll(actionsOfLeftovers());
        try (RemoteStack remote = restricted(all)) {
            DoctorCommandTest.leaveAJob(remote, folder);
            assertThat(remote.json("doctor").json().path("checks"))
                    .anySatisfy(check ->
                            assertThat(check.toString()).contains("\"billing\",\"result\":\"fail\"", "job of run"));
        }
    }

    @Test
    void theyAreAllInTheAuthorizationReference() throws Exception {
        assumeTrue(OtherSimulator.isInstalled(), "Not installed: run npm ci in test/js to compare with iam-data.");
        String line = new ObjectMapper()
                .writeValueAsString(Map.of("actions", actions(), "resources", List.of("*"), "keys", List.of()));
        assertThat(new ObjectMapper()
                        .readTree(OtherSimulator.run("reference.mjs", List.of(line))
                                .get(0)))
                .isEmpty();
    }

    /** Returns the actions that are always required. */
    private static TreeSet<String> actions() throws Exception {
        return named("the following actions", "If ended runs have left");
    }

    private static TreeSet<String> actionsOfLeftovers() throws Exception {
        return named("If ended runs have left", "For imported buckets");
    }

    private static TreeSet<String> named(String from, String to) throws Exception {
        String document = Files.readString(Repository.root().resolve("docs/OPERATIONS.md"));
        int start = document.indexOf(from);
        TreeSet<String> actions = new TreeSet<>();
        Matcher named = ACTION.matcher(document.substring(start, document.indexOf(to, start)));
        while (named.find()) {
            actions.add(named.group(1));
        }
        assertThat(actions).hasSizeGreaterThan(2);
        return actions;
    }

    /** Returns the checks that cannot be made with these permissions. */
    private static List<String> unchecked(TreeSet<String> actions) throws Exception {
        try (RemoteStack remote = restricted(actions)) {
            RemoteStack.Result result = remote.json("doctor");
            assertThat(result.code()).as(result.err()).isZero();
            return StreamSupport.stream(result.json().path("checks").spliterator(), false)
                    .filter(check -> check.path("result").asText().equals("could not check"))
                    .map(JsonNode::toString)
                    .collect(Collectors.toList());
        }
    }

    private static RemoteStack restricted(TreeSet<String> actions) throws Exception {
        return new RemoteStack(Stacks.deploy(policies -> policies.and(caller(actions))));
    }

    private static StackPolicies caller(TreeSet<String> actions) {
        ObjectNode template = Json.object();
        ObjectNode role = template.putObject("Resources").putObject("User").put("Type", "AWS::IAM::Role");
        ObjectNode properties = role.putObject("Properties");
        properties.set("AssumeRolePolicyDocument", Json.read("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
        ObjectNode policy = properties.putArray("Policies").addObject().put("PolicyName", "Doctor");
        ObjectNode document = policy.putObject("PolicyDocument").put("Version", "2012-10-17");
        ObjectNode statement = document.putArray("Statement").addObject();
        statement.put("Effect", "Allow").put("Resource", "*");
        ArrayNode allowed = statement.putArray("Action");
        actions.forEach(allowed::add);
        String arn = "arn:aws:iam::" + DeployedStack.ACCOUNT + ":role/" + RemoteStack.USER;
        return StackPolicies.of(
                new Template(template, Map.of(), new Template.Attributes() {
                    @Override
                    public String ref(Template.Resource resource) {
                        return RemoteStack.USER;
                    }

                    @Override
                    public String attribute(Template.Resource resource, String name) {
                        return arn;
                    }
                }),
                resource -> arn);
    }
}
