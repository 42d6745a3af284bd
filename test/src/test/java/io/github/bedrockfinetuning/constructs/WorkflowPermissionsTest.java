package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests the permissions of the roles in the workflow, and the access to its resources. */
class WorkflowPermissionsTest {
    private static final Synthesized ANYWHERE = Synthesized.workflow(null);
    private static final Synthesized VIRGINIA = Synthesized.workflow("us-east-1");

    @Test
    void letsOnlyAllowedModelsBeAskedAndTrained() {
        Synthesized stack = Synthesized.stack(
                "us-east-1",
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .allowedModels(List.of("amazon.nova-micro-v1:0:128k", "amazon.nova-pro-v1:0"))
                                .build()));
        assertThat(stack.statement("AnswerBatchPolicy", "AskModels").path("Resource"))
                .extracting(Synthesized::resolved)
                .containsExactly(
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0",
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0");
        assertThat(stack.statement("StartTrainingPolicy", "FineTuneModels").path("Resource"))
                .extracting(Synthesized::resolved)
                .containsExactly(
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k",
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0:300k");
        assertThat(stack.statement("StartTrainingPolicy", "CreateJobs").path("Resource"))
                .extracting(Synthesized::resolved)
                .containsExactly(
                        "arn:aws:bedrock:us-east-1:111122223333:custom-model/*",
                        "arn:aws:bedrock:us-east-1:111122223333:model-customization-job/*");
        assertThat(stack.one("AWS::Lambda::Function", "PrepareDatasetFunction")
                        .at("/Properties/Environment/Variables/FT_ALLOWED_MODELS")
                        .asText())
                .isEqualTo("amazon.nova-micro-v1:0:128k,amazon.nova-pro-v1:0:300k");
    }

    @Test
    void keepsPromptsInTheRegionUnlessToldOtherwise() {
        assertThat(VIRGINIA.one("AWS::IAM::ManagedPolicy", "AnswerBatchPolicy").toString())
                .doesNotContain("inference-profile");
        Synthesized crossing = Synthesized.stack(
                "us-east-1",
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .allowCrossRegionInference(true)
                                .build()));
        JsonNode through = crossing.statement("AnswerBatchPolicy", "AskThroughProfiles");
        assertThat(through.path("Resource").toString())
                .contains(":bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0")
                .contains(":bedrock:*::foundation-model/amazon.nova-2-lite-v1:0")
                .doesNotContain("nova-micro");
        assertThat(through.at("/Condition/StringEquals/bedrock:InferenceProfileArn")
                        .toString())
                .contains("inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0");
    }

    @Test
    void createsAndRemovesOnlyWhatCarriesItsTag() {
        for (String sid : List.of("CreateJobs", "TagJobs")) {
            assertThat(ANYWHERE.statement("StartTrainingPolicy", sid)
                            .at("/Condition/StringEquals/aws:RequestTag~1ft:stack")
                            .asText())
                    .startsWith("Test-");
        }
        for (String policy : List.of("CleanUpPolicy", "CleanUpAfterEndPolicy", "SweepPolicy")) {
            for (String sid : List.of("StopJobs", "DeleteServing")) {
                assertThat(ANYWHERE.statement(policy, sid)
                                .at("/Condition/StringEquals/aws:ResourceTag~1ft:stack")
                                .asText())
                        .startsWith("Test-");
            }
        }
    }

    @Test
    void passesItsRoleToBedrockAloneAndTrustsItForThisAccountsJobsAlone() {
        assertThat(ANYWHERE.statement("StartTrainingPolicy", "PassCustomizationRole")
                        .at("/Condition/StringEquals/iam:PassedToService")
                        .asText())
                .isEqualTo("bedrock.amazonaws.com");
        JsonNode trust = ANYWHERE.one("AWS::IAM::Role", "CustomizationRole")
                .at("/Properties/AssumeRolePolicyDocument/Statement/0");
        assertThat(trust.at("/Condition/StringEquals/aws:SourceAccount/Ref").asText())
                .isEqualTo("AWS::AccountId");
        assertThat(Synthesized.resolved(trust.at("/Condition/ArnEquals/aws:SourceArn")))
                .isEqualTo("arn:aws:bedrock:us-east-1:111122223333:model-customization-job/*");
    }

    @Test
    void conditionsEveryServicesTrustButLambdas() {
        assertThat(ANYWHERE.all("AWS::IAM::Role")).allSatisfy((id, role) -> {
            JsonNode statement = role.at("/Properties/AssumeRolePolicyDocument/Statement/0");
            if (!statement.at("/Principal/Service").asText().equals("lambda.amazonaws.com")) {
                assertThat(statement.path("Condition").toString()).as(id).contains("aws:SourceAccount");
            }
        });
    }

    @Test
    void reachesOnlyBucketsOfItsOwnAccountAndKeysThroughServices() {
        ANYWHERE.all("AWS::IAM::ManagedPolicy")
                .forEach((id, policy) -> Synthesized.statements(policy.at("/Properties/PolicyDocument"))
                        .forEach(statement -> {
                            List<String> actions = Synthesized.texts(statement.path("Action"));
                            if (actions.stream().anyMatch(action -> action.startsWith("s3:"))) {
                                assertThat(statement
                                                .at("/Condition/StringEquals/aws:ResourceAccount/Ref")
                                                .asText())
                                        .as(id)
                                        .isEqualTo("AWS::AccountId");
                            }
                            if (actions.stream().anyMatch(action -> action.startsWith("kms:"))) {
                                assertThat(statement.path("Condition").toString())
                                        .as(id)
                                        .containsAnyOf("kms:ViaService", "kms:EncryptionContext");
                            }
                        }));
    }

    @Test
    void usesAWildcardResourceOnlyWhereAwsKnowsNoOther() {
        Set<String> everywhere = new TreeSet<>();
        ANYWHERE.all("AWS::IAM::ManagedPolicy")
                .forEach((id, policy) -> Synthesized.statements(policy.at("/Properties/PolicyDocument")).stream()
                        .filter(statement -> statement.path("Resource").asText().equals("*"))
                        .forEach(statement ->
                                everywhere.add(statement.path("Sid").asText())));
        assertThat(everywhere)
                .containsExactlyInAnyOrder(
                        "Traces",
                        "LogDelivery",
                        "Quotas",
                        "ListAll",
                        "LookUpDataHandling",
                        "LookUpAccess",
                        "CountInUse");
    }

    @Test
    void letsNobodyButItsOwnRulesAndStepsReachWhatItMakes() {
        assertThat(ANYWHERE.template().toString())
                .doesNotContain("AWS::Lambda::Url")
                .doesNotContain("AWS::Events::ApiDestination")
                .doesNotContain("AWS::Logs::SubscriptionFilter")
                .doesNotContain("AWS::SNS::Subscription")
                .doesNotContain("states:::http:invoke")
                // The only custom resource invokes a step of the workflow.
                .containsOnlyOnce("Custom::");
        assertThat(ANYWHERE.all(StackEnd.TYPE)).hasSize(1);
    }

    @Test
    void grantsItsUsersWhatTheyNeedAndNoMore() {
        Synthesized stack = Synthesized.stack("us-east-1", scope -> {
            FineTuningWorkflow workflow = new FineTuningWorkflow(scope, "FineTuning");
            StepFunction user = new StepFunction(
                    scope, "User", StepFunctionProps.builder().handler("a.B::c").build());
            assertThat(workflow.grantSubmit(user).getSuccess()).isTrue();
            assertThat(workflow.grantReadReports(user).getSuccess()).isTrue();
            assertThat(workflow.grantApprove(user).getSuccess()).isTrue();
            assertThat(workflow.grantInvokePromoted(user).getSuccess()).isTrue();
        });
        String granted = stack.one("AWS::IAM::Policy", "UserRole").toString();
        assertThat(granted)
                .contains("/inbox/*")
                .contains("/reports/*")
                .contains("states:SendTaskSuccess")
                .contains("bedrock:InvokeModel")
                .contains("parameter/fine-tuning/Test-")
                .doesNotContain("staged")
                .doesNotContain("/answers/")
                .doesNotContain("s3:DeleteObject");
    }
}
