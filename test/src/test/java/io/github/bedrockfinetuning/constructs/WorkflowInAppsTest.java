package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.StepName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CliCredentialsStackSynthesizer;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.IStackSynthesizer;
import software.amazon.awscdk.LegacyStackSynthesizer;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.RemovalPolicies;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.pipelines.ShellStep;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.IConstruct;

/** Workflows in apps that use the features of the CDK around them. */
class WorkflowInAppsTest {
    private static final String ACCOUNT = "111122223333";

    /** What organizations apply to everything in an app. */
    @Test
    void aspectsReachEveryResource() {
        Synthesized template = Synthesized.stack("us-east-1", stack -> {
            new FineTuningWorkflow(stack, "FineTuning");
            PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "developers"));
            Tags.of(stack).add("cost-center", "42");
            RemovalPolicies.of(stack).destroy();
            Aspects.of(stack).add(new ShortLogs());
        });
        assertThat(template.all("AWS::IAM::Role"))
                .isNotEmpty()
                .allSatisfy((id, role) -> assertThat(
                                role.at("/Properties/PermissionsBoundary").toString())
                        .contains("policy/developers"));
        assertThat(template.all("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allSatisfy((id, log) -> assertThat(
                                log.at("/Properties/RetentionInDays").asInt())
                        .isEqualTo(3));
        for (String type : List.of("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Lambda::Function", "AWS::SNS::Topic")) {
            assertThat(template.all(type)).isNotEmpty().allSatisfy((id, resource) -> {
                assertThat(resource.at("/Properties/Tags").toString()).contains("cost-center");
                assertThat(resource.path("DeletionPolicy").asText("Delete")).isEqualTo("Delete");
            });
        }
    }

    private static final class ShortLogs extends software.amazon.jsii.JsiiObject implements IAspect {
        ShortLogs() {
            super(InitializationMode.JSII);
            software.amazon.jsii.JsiiEngine.getInstance().createNewObject(this);
        }

        @Override
        public void visit(IConstruct node) {
            if (node instanceof CfnLogGroup log) {
                log.setRetentionInDays(3);
            }
        }
    }

    @Test
    void aNestedStackHasAWorkflowOfItsOwn() {
        Stack parent = Synthesized.empty("us-east-1");
        NestedStack nested = new NestedStack(parent, "Nested");
        FineTuningWorkflow inner = new FineTuningWorkflow(nested, "FineTuning");
        FineTuningWorkflow outer = new FineTuningWorkflow(parent, "FineTuning");
        Role role = Role.Builder.create(parent, "Scientists")
                .assumedBy(new AccountRootPrincipal())
                .build();
        inner.grantSubmit(role);
        outer.grantSubmit(role);

        JsonNode tag = Synthesized.of(nested)
                .one("AWS::Lambda::Function", "TellFunction")
                .at("/Properties/Environment/Variables/FT_STACK");
        assertThat(tag.toString()).as("the name of the nested stack").contains("AWS::StackName");
        assertThat(outer.getTag()).startsWith("Test-");
        assertThat(Synthesized.of(parent).one("AWS::IAM::Policy", "Scientists").toString())
                .contains("NestedNestedStack", "inbox/*");
    }

    @Test
    void aPipelineDeploysAStageWithItsAssets() {
        App app = new App();
        Environment environment =
                Environment.builder().account(ACCOUNT).region("us-east-1").build();
        Stack stack =
                new Stack(app, "Pipeline", StackProps.builder().env(environment).build());
        IBucket source = Bucket.Builder.create(stack, "Source").versioned(true).build();
        CodePipeline pipeline = CodePipeline.Builder.create(stack, "Pipeline")
                .synth(ShellStep.Builder.create("Synth")
                        .input(CodePipelineSource.s3(source, "app.zip"))
                        .commands(List.of("npx cdk synth"))
                        .build())
                .build();
        Stage prod =
                new Stage(app, "Prod", StageProps.builder().env(environment).build());
        Stack tuning = new Stack(prod, "Tuning");
        FineTuningWorkflow workflow = new FineTuningWorkflow(tuning, "FineTuning");
        pipeline.addStage(prod);
        pipeline.buildPipeline();

        String stages = Synthesized.of(stack)
                .one("AWS::CodePipeline::Pipeline", "Pipeline")
                .at("/Properties/Stages")
                .findValuesAsText("Name")
                .toString();
        assertThat(stages).contains("Assets", "Prepare", "Deploy", "Prod");
        assertThat(workflow.getTag()).startsWith("Prod-Tuning-");
    }

    @Test
    void anotherStackUsesTheResourcesOfAWorkflow() {
        App app = new App();
        Stack tuning = new Stack(app, "Tuning");
        Stack operations = new Stack(app, "Operations");
        FineTuningWorkflow workflow = new FineTuningWorkflow(tuning, "FineTuning");
        Role operator = Role.Builder.create(operations, "Operator")
                .assumedBy(new AccountRootPrincipal())
                .build();
        workflow.grantSubmit(operator);
        workflow.grantReadReports(operator);
        workflow.grantApprove(operator);
        workflow.grantInvokePromoted(operator);
        CreateAlarmOptions above =
                CreateAlarmOptions.builder().threshold(1).evaluationPeriods(1).build();
        workflow.metricSpend().createAlarm(operations, "Spend", above);
        workflow.metricFailedRuns().createAlarm(operations, "Failed", above);
        workflow.getStep(StepName.TELL).getFunction().metricErrors().createAlarm(operations, "Errors", above);

        assertThat(Synthesized.of(operations).template().toString()).contains("Fn::ImportValue");
        assertThat(Synthesized.of(tuning).template().path("Outputs").size()).isGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("synthesizers")
    void assetsComeFromTheBucketOfTheSynthesizer(String bucket, IStackSynthesizer synthesizer) {
        App app = new App();
        Stack stack = new Stack(
                app,
                "Test",
                StackProps.builder()
                        .synthesizer(synthesizer)
                        .env(Environment.builder()
                                .account(ACCOUNT)
                                .region("us-east-1")
                                .build())
                        .build());
        new FineTuningWorkflow(stack, "FineTuning");
        Map<String, JsonNode> functions = Synthesized.of(stack).all("AWS::Lambda::Function");
        assertThat(functions)
                .hasSize(StepName.values().length)
                .allSatisfy((id, function) -> assertThat(
                                function.at("/Properties/Code/S3Bucket").toString())
                        .contains(bucket));
    }

    static List<Arguments> synthesizers() {
        return List.of(
                Arguments.of(
                        "cdk-acme-assets-" + ACCOUNT + "-us-east-1",
                        DefaultStackSynthesizer.Builder.create()
                                .qualifier("acme")
                                .build()),
                Arguments.of(
                        "company-assets",
                        CliCredentialsStackSynthesizer.Builder.create()
                                .fileAssetsBucketName("company-assets")
                                .build()),
                Arguments.of("Ref", new LegacyStackSynthesizer()));
    }
}
