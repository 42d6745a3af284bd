package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.kms.Key;

/** Workflows that are in a nested stack, use its resources, or are next to one. */
class NestedStacksTest {
    private static final String REGION = "us-east-1";

    @TempDir
    private static Path folder;

    private static Path app;

    @BeforeAll
    static void synthesize() {
        app = folder.resolve("app");
        App theirs = new App(AppProps.builder().outdir(app.toString()).build());
        Environment environment =
                Environment.builder().account("444455556666").region(REGION).build();
        Stack stack = new Stack(
                theirs, "Parent", StackProps.builder().env(environment).build());
        NestedStack storage = new NestedStack(stack, "Storage");
        Key key = Key.Builder.create(storage, "Key").enableKeyRotation(true).build();
        new FineTuningWorkflow(
                stack,
                "Routing",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder().dataKey(key).build())
                        .build());
        new FineTuningWorkflow(new NestedStack(stack, "Tuning"), "Sorting");
        NestedStack other = new NestedStack(stack, "Other");
        new CfnResource(
                other,
                "Migration",
                CfnResourceProps.builder()
                        .type("Custom::Migration")
                        .properties(Map.of("Table", Fn.importValue("orders-table")))
                        .build());
        new CfnResource(
                stack,
                "Elsewhere",
                CfnResourceProps.builder()
                        .type("AWS::CloudFormation::Stack")
                        .properties(Map.of("TemplateURL", "https://s3.amazonaws.com/company-templates/network.yaml"))
                        .build());
        theirs.synth();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parent/Routing", "Parent/Tuning/Sorting"})
    void runsAWorkflowInOrNextToANestedStack(String workflow) throws Exception {
        Assembly assembly = Assembly.read(app, Optional.of(workflow));
        try (DeployedStack stack = DeployedStack.deploy(assembly, REGION, List.of(), Listener.NONE)) {
            stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(stack.executions()).hasSize(1);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(stack.aws().authorizations().refused()).isEmpty();
        }
    }

    @Test
    void listsTheWorkflowsOfNestedStacks() {
        assertThatThrownBy(() -> Assembly.read(app)).hasMessageContaining("Parent/Routing, Parent/Tuning/Sorting");
    }

    @Test
    void namesTheValueOfANestedStackThatIsNotInTheApp() throws IOException {
        Path copy = folder.resolve("copy");
        try (var files = Files.walk(app)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(app.relativize(file).toString()));
            }
        }
        ObjectMapper json = new ObjectMapper();
        Path parent = copy.resolve("Parent.template.json");
        ObjectNode template = (ObjectNode) json.readTree(parent.toFile());
        template.path("Resources").properties().stream()
                .filter(resource -> resource.getKey().startsWith("Storage"))
                .forEach(resource -> ((ObjectNode) resource.getValue().path("Properties"))
                        .put("TemplateURL", "https://s3.amazonaws.com/company-templates/storage.yaml"));
        json.writeValue(parent.toFile(), template);

        assertThatThrownBy(() -> DeployedStack.deploy(
                        Assembly.read(copy, Optional.of("Parent/Routing")), REGION, List.of(), Listener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Parent/Routing")
                .hasMessageContaining("values that are not in the app")
                .hasMessageContaining("Outputs.ParentStorageKey");
    }
}
