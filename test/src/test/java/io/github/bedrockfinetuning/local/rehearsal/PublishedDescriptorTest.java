package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The descriptor that a deployed workflow publishes: the constructs write what the command line reads. */
class PublishedDescriptorTest {
    private static final String TYPE = "AWS::SSM::Parameter";

    private static DeployedStack stack;
    private static Blueprint blueprint;
    private static String text;
    private static WorkflowDescriptor descriptor;

    @BeforeAll
    static void deploy() throws Exception {
        stack = Stacks.deploy();
        blueprint = stack.blueprint();
        Resource parameter = blueprint.template().resources(TYPE).get(0);
        text = stack.aws().ssm().value(blueprint.names().name(parameter)).orElseThrow();
        descriptor = WorkflowDescriptor.read(text);
    }

    @AfterAll
    static void close() {
        stack.close();
    }

    @Test
    void itIsTheOnlyParameterAndItsNameContainsTheTag() {
        assertThat(blueprint.template().resources(TYPE)).hasSize(1);
        assertThat(stack.aws()
                        .ssm()
                        .value(ParameterPaths.descriptor(descriptor.identity().tag())))
                .contains(text);
    }

    @Test
    void itDescribesTheDeployedResources() {
        assertThat(descriptor.identity().path()).isEqualTo("FineTuning/FineTuning");
        assertThat(descriptor.identity().stack()).isEqualTo("FineTuning");
        assertThat(descriptor.identity().region()).isEqualTo(Stacks.REGION);
        assertThat(descriptor.identity().account()).isEqualTo(DeployedStack.ACCOUNT);
        assertThat(descriptor.stateMachineArn()).isEqualTo(stack.stateMachineArn());
        assertThat(descriptor.storage().datasetsBucket()).isEqualTo(stack.datasets());
        assertThat(descriptor.storage().resultsBucket()).isEqualTo(stack.results());
        assertThat(descriptor.topicArn()).isIn(arns("AWS::SNS::Topic"));
        assertThat(arns("AWS::KMS::Key"))
                .contains(
                        descriptor.storage().datasetsKeyArn(),
                        descriptor.storage().resultsKeyArn(),
                        descriptor.storage().modelKeyArn(),
                        descriptor.storage().logsKeyArn());
        assertThat(descriptor.queueUrls())
                .containsExactlyInAnyOrderElementsOf(blueprint.template().resources("AWS::SQS::Queue").stream()
                        .map(blueprint.names()::ref)
                        .toList());
        assertThat(descriptor.functions().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(StepName.values()).map(StepName::id).toList());
        assertThat(descriptor.functions().values())
                .containsExactlyInAnyOrderElementsOf(blueprint.template().resources("AWS::Lambda::Function").stream()
                        .map(blueprint.names()::name)
                        .toList());
    }

    /** The ID that submit computes must be the ID of the run that StartRun starts. */
    @Test
    void itsDefaultsAreThoseOfTheFunctionsToTheLetter() {
        Map<String, String> environment = environment(StepName.START_RUN);
        assertThat(descriptor.defaults()).isEqualTo(environment.get(EnvironmentVariables.FT_DEFAULTS));
        assertThat(descriptor.identity().tag()).isEqualTo(environment.get(EnvironmentVariables.FT_STACK));
        assertThat(descriptor.promotedPath())
                .isEqualTo(environment(StepName.PROMOTE).get(EnvironmentVariables.PARAMETER_PREFIX));
    }

    /** {@code prove} compares a workflow with its local simulation, which it deploys from the template of the stack. */
    @Test
    void aDeployedTemplateIsSimulatedForTheWorkflowThatIsSpecified() throws Exception {
        JsonNode template = OperatedApp.assembly().template();
        List<WorkflowDescriptor.Identity> both;
        try (DeployedStack operated = OperatedApp.deploy()) {
            both = operated.blueprint().template().resources(TYPE).stream()
                    .map(operated.blueprint().names()::name)
                    .map(name -> operated.aws().ssm().value(name).orElseThrow())
                    .map(text -> WorkflowDescriptor.read(text).identity())
                    .toList();
        }
        assertThat(both)
                .extracting(WorkflowDescriptor.Identity::path)
                .containsExactlyInAnyOrder("Analytics/Routing", "Analytics/Summaries");
        for (WorkflowDescriptor.Identity workflow : both) {
            try (DeployedStack twin = DeployedStack.deploy(template, workflow)) {
                assertThat(twin.descriptor().identity()).isEqualTo(workflow);
                assertThat(twin.datasets())
                        .isEqualTo(twin.descriptor().storage().datasetsBucket());
            }
        }
        WorkflowDescriptor.Identity other = new WorkflowDescriptor.Identity(
                "Analytics-0a1b2c3d", "Analytics/Other", "Analytics", Stacks.REGION, DeployedStack.ACCOUNT);
        assertThatThrownBy(() -> DeployedStack.deploy(template, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no workflow Analytics/Other");
    }

    @Test
    void theDescriptorOfTheDefaultStackFitsIntoAStandardParameter() {
        System.out.println("The descriptor of the default stack has " + text.length() + " characters.");
        assertThat(text.length()).isLessThan(4_096 - 400);
    }

    @Test
    void parameterStoreRejectsANameInUseAndAValueThatIsTooLong() {
        String name = ParameterPaths.descriptor(descriptor.identity().tag());
        assertThatThrownBy(() -> stack.aws().ssm().create(name, "String", "x", "Standard"))
                .hasMessageContaining("already exists");
        assertThatThrownBy(() -> stack.aws().ssm().create("/other", "String", "x".repeat(4_097), "Standard"))
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> stack.aws().ssm().create("/other", "String", "x".repeat(8_193), "Intelligent-Tiering"))
                .hasMessageContaining("8192");
        assertThatThrownBy(() -> stack.aws().ssm().create("/other", "SecureString", "x", "Standard"))
                .hasMessageContaining("SecureString");
        assertThatThrownBy(() -> stack.aws().ssm().create("/" + "x".repeat(980), "String", "x", "Standard"))
                .hasMessageContaining("1011");
    }

    private static List<String> arns(String type) {
        return blueprint.template().resources(type).stream()
                .map(blueprint.names()::arn)
                .toList();
    }

    private static Map<String, String> environment(StepName step) {
        return stack.blueprint().template().resources("AWS::Lambda::Function").stream()
                .filter(function -> function.logicalId().startsWith("FineTuning" + step.id() + "Function"))
                .map(function -> blueprint.template().properties(function).at("/Environment/Variables"))
                .map(PublishedDescriptorTest::texts)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }
}
