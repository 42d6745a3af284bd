package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;

/** Tests the parameter that a workflow publishes. */
class DescriptorTest {
    private static final String TYPE = "AWS::SSM::Parameter";

    /** A template without a Region has its default models in a mapping, whose values are JSON strings. */
    @Test
    void aTemplateForAnyRegionDescribesTheDefaultsOfItsRegion() throws Exception {
        WorkflowDescriptor descriptor = descriptors(Synthesized.workflow(null)).get(0);
        assertThat(descriptor.identity().region()).isEqualTo("us-east-1");
        assertThat(descriptor.identity().account()).isEqualTo("111122223333");
        assertThat(new ObjectMapper()
                        .readTree(descriptor.defaults())
                        .path("baseModel")
                        .asText())
                .isEqualTo("amazon.nova-micro-v1:0:128k");
        assertThat(descriptors(Synthesized.workflow("us-east-1")).get(0).defaults())
                .isEqualTo(descriptor.defaults());
    }

    @Test
    void twoWorkflowsOfAStackHaveADescriptorEach() {
        Synthesized stack = Synthesized.stack("us-east-1", scope -> {
            new FineTuningWorkflow(scope, "Routing");
            new FineTuningWorkflow(scope, "Summaries");
        });
        List<WorkflowDescriptor> descriptors = descriptors(stack);
        assertThat(descriptors)
                .extracting(descriptor -> descriptor.identity().path())
                .containsExactlyInAnyOrder("Test/Routing", "Test/Summaries");
        assertThat(descriptors).extracting(WorkflowDescriptor::stateMachineArn).doesNotHaveDuplicates();
        TreeSet<String> names = new TreeSet<>();
        stack.all(TYPE)
                .values()
                .forEach(one -> names.add(one.at("/Properties/Name").asText()));
        assertThat(names).hasSize(2).allMatch(name -> name.matches("/bedrock-fine-tuning/Test-[0-9a-f]{8}"));
    }

    @Test
    void theNameOfANestedStackIsKnownAtDeployment() {
        Stack parent = Synthesized.empty("us-east-1");
        NestedStack nested = new NestedStack(parent, "Nested");
        FineTuningWorkflow workflow = new FineTuningWorkflow(nested, "FineTuning");
        JsonNode parameter = Synthesized.of(nested).one(TYPE, "Descriptor");
        assertThat(parameter.at("/Properties/Name").toString())
                .contains(
                        "/bedrock-fine-tuning/",
                        "AWS::StackName",
                        workflow.getNode().getAddr().substring(0, 8));
        assertThat(parameter.at("/Properties/Value").toString()).contains("Test/Nested/FineTuning");
    }

    @Test
    void itIsAStringWithoutSecretsInTheTierThatItsLengthNeeds() {
        JsonNode properties =
                Synthesized.workflow("us-east-1").one(TYPE, "Descriptor").path("Properties");
        assertThat(properties.path("Type").asText()).isEqualTo("String");
        assertThat(properties.path("Tier").asText()).isEqualTo("Intelligent-Tiering");
        assertThat(properties.toString()).doesNotContain("resolve:");
    }

    private static List<WorkflowDescriptor> descriptors(Synthesized stack) {
        PhysicalNames names = new PhysicalNames("Test", "us-east-1", "111122223333");
        Template template = new Template(stack.template(), names.pseudoParameters(), names);
        return template.resources(TYPE).stream()
                .map(parameter -> template.properties(parameter).path("Value").asText())
                .map(WorkflowDescriptor::read)
                .toList();
    }
}
