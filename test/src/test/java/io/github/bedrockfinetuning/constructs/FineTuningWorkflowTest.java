package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

class FineTuningWorkflowTest {
    private static final Synthesized ANYWHERE = Synthesized.workflow(null);
    private static final Synthesized VIRGINIA = Synthesized.workflow("us-east-1");
    private static final Synthesized TWICE = Synthesized.stack(stack -> {
        new FineTuningWorkflow(stack, "One");
        new FineTuningWorkflow(stack, "Other");
    });

    @Test
    void namesNothingSoThatItFitsTwiceIntoOneAccount() {
        Set<String> names = Set.of(
                "BucketName",
                "FunctionName",
                "RoleName",
                "QueueName",
                "TopicName",
                "StateMachineName",
                "ManagedPolicyName",
                "Name",
                "AliasName",
                "AlarmName");
        TWICE.template().path("Resources").properties().forEach(resource -> {
            assertThat(resource.getValue().path("Properties").properties())
                    .as(resource.getKey())
                    .noneMatch(property -> names.contains(property.getKey())
                            && !property.getValue().has("Ref")
                            && !property.getValue().has("Fn::GetAtt"));
        });
    }

    /** A group of any other name takes room in a resource policy of the account that may be full. */
    @Test
    void logsExecutionsIntoAVendedLogGroupOfItsOwn() {
        List<String> names = TWICE.all("AWS::Logs::LogGroup").values().stream()
                .map(group -> group.path("Properties").path("LogGroupName").asText())
                .filter(name -> !name.isEmpty())
                .toList();
        assertThat(names)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("/aws/vendedlogs/states/Test-[0-9a-f]{8}"));
    }

    @Test
    void tellsTwoWorkflowsOfOneStackApart() {
        Set<String> tags = new TreeSet<>();
        TWICE.all("AWS::Lambda::Function")
                .values()
                .forEach(function -> tags.add(function.at("/Properties/Environment/Variables/FT_STACK")
                        .asText()));
        assertThat(tags).hasSize(2).allMatch(tag -> tag.matches("Test-[0-9a-f]{8}"));
    }

    @Test
    void givesEveryFunctionAHandlerThatLambdaCanMake() throws ReflectiveOperationException {
        assertThat(ANYWHERE.all("AWS::Lambda::Function")).hasSize(17);
        for (JsonNode function : ANYWHERE.all("AWS::Lambda::Function").values()) {
            String[] handler = function.at("/Properties/Handler").asText().split("::");
            Class<?> type = Class.forName(handler[0]);
            assertThat(type.getConstructor()).isNotNull();
            assertThat(type.getMethods()).anyMatch(method -> method.getName().equals(handler[1]));
        }
    }

    @Test
    void givesEveryFunctionItsOwnRoleAndEncryptedEnvironmentAndLog() {
        Set<String> roles = new TreeSet<>();
        ANYWHERE.all("AWS::Lambda::Function").values().forEach(function -> {
            JsonNode properties = function.path("Properties");
            roles.add(properties.path("Role").toString());
            assertThat(properties.path("KmsKeyArn").toString()).contains("DataKey");
            assertThat(properties.path("Runtime").asText()).isEqualTo("java25");
            assertThat(properties.path("Timeout").asInt()).isBetween(1, 900);
            assertThat(properties.has("ReservedConcurrentExecutions")).isFalse();
        });
        assertThat(roles).hasSize(17);
        assertThat(ANYWHERE.all("AWS::Logs::LogGroup")).hasSize(18).allSatisfy((id, log) -> {
            assertThat(log.at("/Properties/KmsKeyId").toString()).contains("LogsKey");
            assertThat(log.at("/Properties/RetentionInDays").asInt()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "StartRun, FT_DEFAULTS FT_ALLOWED_MODELS FT_ALLOW_END_OF_LIFE FT_ALLOW_CROSS_REGION STATE_MACHINE_ARN",
        "PrepareDataset, FT_DEFAULTS FT_ALLOWED_MODELS FT_ALLOW_END_OF_LIFE FT_ALLOW_CROSS_REGION",
        "AskApproval, TOPIC_ARN",
        "StartTraining, CUSTOMIZATION_ROLE_ARN MODEL_KEY_ARN",
        "Promote, PARAMETER_PREFIX",
        "Tell, TOPIC_ARN",
        "CleanUpAfterEnd, STATE_MACHINE_ARN TOPIC_ARN",
        "Sweep, STATE_MACHINE_ARN TOPIC_ARN"
    })
    void tellsFunctionsWhatTheyNeed(String step, String variables) {
        List<String> expected = new ArrayList<>(List.of(variables.split(" ")));
        expected.addAll(List.of("FT_STACK", "DATASETS_BUCKET", "RESULTS_BUCKET", "ACCOUNT_ID"));
        assertThat(variables(ANYWHERE, step)).containsAll(expected);
        if (!variables.contains("STATE_MACHINE_ARN")) {
            assertThat(variables(ANYWHERE, step)).doesNotContain("STATE_MACHINE_ARN");
        }
    }

    @Test
    void takesTheRegionsDefaultModels() throws Exception {
        JsonNode defaults = defaults(VIRGINIA);
        assertThat(defaults.path("baseModel").asText()).isEqualTo("amazon.nova-micro-v1:0:128k");
        assertThat(defaults.path("referenceModel").asText()).isEqualTo("amazon.nova-pro-v1:0:300k");
        assertThat(defaults.path("spendingCeiling").asInt()).isEqualTo(100);
        assertThat(VIRGINIA.template().has("Mappings")).isFalse();
    }

    @Test
    void saysThatARegionsDefaultHasNoReferenceModel() throws Exception {
        Synthesized oregon = Synthesized.stack(
                "us-west-2",
                stack -> new FineTuningWorkflow(
                        stack,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("meta.llama3-1-8b-instruct-v1:0")
                                .allowEndOfLifeModels(true)
                                .build()));
        assertThat(defaults(oregon).path("referenceModel").isNull()).isTrue();
    }

    @Test
    void leavesTheDefaultModelsToDeploymentWhereTheRegionIsNotKnown() {
        String variable = Synthesized.resolved(ANYWHERE.one("AWS::Lambda::Function", "StartRunFunction")
                .at("/Properties/Environment/Variables/FT_DEFAULTS"));
        assertThat(variable).startsWith("{\"baseModel\":<baseModel>,\"referenceModel\":<referenceModel>,");
        JsonNode mapping = ANYWHERE.template().path("Mappings").elements().next();
        assertThat(mapping.at("/us-east-1/baseModel").asText()).isEqualTo("\"amazon.nova-micro-v1:0:128k\"");
        assertThat(mapping.has("us-west-2")).isFalse();
        assertThat(ANYWHERE.template().path("Rules").toString())
                .contains(
                        "No model takes new fine-tuning jobs in this Region by default. Deploy the stack in us-east-1.");
    }

    @Test
    void handsDefaultsOfTheStackToItsRuns() throws Exception {
        Synthesized stack = Synthesized.stack(
                "us-east-1",
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("amazon.nova-lite-v1:0")
                                .withoutReferenceModel(true)
                                .spendingCeiling(new BigDecimal("12.50"))
                                .runDefaults(Map.of("approval", "always", "hyperparameters", Map.of("epochCount", 3)))
                                .build()));
        assertThat(defaults(stack)).isEqualTo(new ObjectMapper().readTree("""
                                        {"baseModel": "amazon.nova-lite-v1:0:300k", "referenceModel": null,
                                         "spendingCeiling": 12.50, "approval": "always",
                                         "hyperparameters": {"epochCount": 3}}"""));
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"inbox/cats.jsonl", "inbox/cats/run.json"})
    void startsOnADrop(String key) throws Exception {
        assertThat(Ruler.matchesRule(created(key, "datasets"), pattern())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "staged/abc/train.jsonl",
                "inbox/run.json",
                "inbox/cats/notes.json",
                "runs/abc/run.json",
                "cats.jsonl",
                "inbox/cats.jsonl.part"
            })
    void startsOnNothingElse(String key) throws Exception {
        assertThat(Ruler.matchesRule(created(key, "datasets"), pattern())).isFalse();
    }

    @Test
    void startsOnDropsIntoItsOwnBucketAlone() throws Exception {
        assertThat(Ruler.matchesRule(created("inbox/cats.jsonl", "another"), pattern()))
                .isFalse();
    }

    @Test
    void bringsOneDropAtATimeAndKeepsWhatCannotBeStarted() {
        JsonNode source =
                ANYWHERE.one("AWS::Lambda::EventSourceMapping", "Intake").path("Properties");
        assertThat(source.path("BatchSize").asInt()).isEqualTo(1);
        assertThat(source.at("/ScalingConfig/MaximumConcurrency").asInt()).isBetween(2, 10);
        assertThat(Synthesized.texts(source.path("FunctionResponseTypes"))).containsExactly("ReportBatchItemFailures");
        assertThat(ANYWHERE.one("AWS::SQS::Queue", "IntakeQueue")
                        .at("/Properties/RedrivePolicy/deadLetterTargetArn")
                        .toString())
                .contains("IntakeDeadLetters");
    }

    @Test
    void encryptsQueuesAndTopicAndTakesOnlyTls() {
        assertThat(ANYWHERE.all("AWS::SQS::Queue"))
                .hasSize(3)
                .allSatisfy((id, queue) -> assertThat(
                                queue.at("/Properties/KmsMasterKeyId").toString())
                        .contains("DataKey"));
        assertThat(ANYWHERE.one("AWS::SNS::Topic", "Topic")
                        .at("/Properties/KmsMasterKeyId")
                        .toString())
                .contains("DataKey");
        assertThat(ANYWHERE.all("AWS::SQS::QueuePolicy"))
                .hasSize(3)
                .allSatisfy((id, policy) -> assertThat(policy.toString()).contains("aws:SecureTransport"));
        assertThat(ANYWHERE.one("AWS::SNS::TopicPolicy", "Topic").toString()).contains("aws:SecureTransport");
    }

    @Test
    void showsRunsOnADashboardUnlessToldOtherwise() {
        assertThat(ANYWHERE.all("AWS::CloudWatch::Dashboard")).hasSize(1);
        assertThat(ANYWHERE.one("AWS::CloudWatch::Dashboard", "Dashboard").toString())
                .contains("SUCCEEDED", "REJECTED", "DECLINED", "FAILED", "ABORTED", "TIMED_OUT")
                .doesNotContain("inbox");
        Synthesized without = Synthesized.stack(stack -> new FineTuningWorkflow(
                stack,
                "FineTuning",
                FineTuningWorkflowProps.builder().withoutDashboard(true).build()));
        assertThat(without.all("AWS::CloudWatch::Dashboard")).isEmpty();
        assertThat(without.all("AWS::Logs::MetricFilter"))
                .as("the alarm's alone")
                .hasSize(1);
        assertThat(without.all("AWS::CloudWatch::Alarm")).hasSameSizeAs(ANYWHERE.all("AWS::CloudWatch::Alarm"));
    }

    @Test
    void raisesAlarmsOnTheTopic() {
        assertThat(ANYWHERE.all("AWS::CloudWatch::Alarm"))
                .hasSize(4)
                .allSatisfy((id, alarm) -> assertThat(
                                alarm.at("/Properties/AlarmActions/0/Ref").asText())
                        .contains("Topic"));
    }

    @Test
    void letsNobodyButItsOwnRulesAndStepsReachWhatItMakes() {
        assertThat(ANYWHERE.template().toString())
                .doesNotContain("AWS::Lambda::Url")
                .doesNotContain("AWS::Events::ApiDestination")
                .doesNotContain("AWS::Logs::SubscriptionFilter")
                .doesNotContain("AWS::SNS::Subscription")
                .doesNotContain("states:::http:invoke")
                // Its one custom resource calls a step of its own.
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

    @Test
    void failsInARegionThatCannotFineTune() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(Synthesized.empty("eu-central-1"), "FineTuning"))
                .withMessage("No model can be fine-tuned in eu-central-1. Deploy the stack in us-east-1.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-5                                    | is not a model of the catalogue",
                "meta.llama3-1-8b-instruct-v1:0:128k      | is in Legacy: by the catalogue of 2026-11-30",
                "amazon.nova-2-lite-v1:0:256k             | without leaving the Region",
                "anthropic.claude-haiku-4-5-20251001-v1:0 | It can only be a reference model",
                "anthropic.claude-3-haiku-20240307-v1:0   | has reached its end of life",
            })
    void failsForABaseModelThatIsNotToBeHad(String model, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-east-1"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder().baseModel(model).build()))
                .withMessageContaining(message);
    }

    @Test
    void failsInARegionWhoseBaseModelsTakeNoNewJobsAndSaysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(Synthesized.empty("us-west-2"), "FineTuning"))
                .withMessageContaining("No baseModel is given, and us-west-2 has no default")
                .withMessageContaining("Deploy the stack in us-east-1;")
                .withMessageContaining("set allowEndOfLifeModels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-west-2"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("meta.llama3-3-70b-instruct-v1:0")
                                .build()))
                .withMessageContaining("is in Legacy")
                .withMessageContaining("set allowEndOfLifeModels");
    }

    @Test
    void allowsTheProfileOfABaseModelThatAnswersOnlyAcrossRegions() {
        Synthesized stack = Synthesized.stack(
                "us-east-1",
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("amazon.nova-2-lite-v1:0")
                                .allowCrossRegionInference(true)
                                .build()));
        assertThat(stack.one("AWS::IAM::ManagedPolicy", "AnswerBatchPolicy").toString())
                .contains("inference-profile/us.amazon.nova-2-lite-v1:0")
                .contains("foundation-model/amazon.nova-2-lite-v1:0");
    }

    @Test
    void fitsTheRegionsOfItsBaseModelWhereTheRegionIsNotKnown() {
        Synthesized anywhere = Synthesized.stack(
                null,
                scope -> new FineTuningWorkflow(
                        scope,
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .baseModel("meta.llama3-1-8b-instruct-v1:0")
                                .allowEndOfLifeModels(true)
                                .build()));
        assertThat(anywhere.template().path("Rules").toString())
                .contains("cannot be fine-tuned in this Region. Deploy the stack in us-west-2.");
    }

    @Test
    void failsWhenTheReferenceModelWouldLeaveTheRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-east-1"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .allowedModels(
                                        List.of("amazon.nova-micro-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0"))
                                .build()))
                .withMessageContaining("without allowCrossRegionInference");
    }

    @Test
    void failsWhenTheDefaultModelIsNotAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuningWorkflow(
                        Synthesized.empty("us-east-1"),
                        "FineTuning",
                        FineTuningWorkflowProps.builder()
                                .allowedModels(List.of("amazon.nova-pro-v1:0"))
                                .build()))
                .withMessageContaining("Give baseModel");
    }

    @Test
    void failsWhenRunDefaultsNameWhatHasAPropOfItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningWorkflowProps.builder()
                        .runDefaults(Map.of("baseModel", "amazon.nova-micro-v1:0"))
                        .build())
                .withMessageContaining("Use baseModel");
    }

    /** Lambda stops at the JVM's first compiler, which halves the speed of long work. */
    @ParameterizedTest
    @CsvSource({"PrepareDataset, true", "Evaluate, true", "StartRun, false", "Tell, false"})
    void compilesFullyWhatReadsWholeDatasets(String step, boolean fully) {
        String options = ANYWHERE.one("AWS::Lambda::Function", "FineTuning" + step + "Function")
                .at("/Properties/Environment/Variables/JAVA_TOOL_OPTIONS")
                .asText();
        assertThat(options.contains("-XX:TieredStopAtLevel=4")).isEqualTo(fully);
    }

    private static Set<String> variables(Synthesized stack, String step) {
        Set<String> names = new TreeSet<>();
        stack.one("AWS::Lambda::Function", "FineTuning" + step + "Function")
                .at("/Properties/Environment/Variables")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static JsonNode defaults(Synthesized stack) throws Exception {
        return new ObjectMapper()
                .readTree(stack.one("AWS::Lambda::Function", "PrepareDatasetFunction")
                        .at("/Properties/Environment/Variables/FT_DEFAULTS")
                        .asText());
    }

    private static String pattern() {
        JsonNode pattern = ANYWHERE.one("AWS::Events::Rule", "Dropped").at("/Properties/EventPattern");
        return pattern.toString()
                .replace(pattern.at("/detail/bucket/name/0").toString(), "\"datasets\"")
                .replace(pattern.at("/account/0").toString(), "\"111122223333\"");
    }

    private static String created(String key, String bucket) {
        return """
                {"source": "aws.s3", "detail-type": "Object Created", "account": "111122223333",
                 "detail": {"bucket": {"name": "%s"}, "object": {"key": "%s", "version-id": "v"}}}""".formatted(bucket, key);
    }

    @Test
    void tellsTheStepsItsTagsAndNothingWhereThereAreNone() {
        FineTuningWorkflowProps none = FineTuningWorkflowProps.builder().build();
        assertThat(none.tags()).isEmpty();
        String environment = Synthesized.stack(
                        "us-east-1",
                        stack -> new FineTuningWorkflow(
                                stack,
                                "FineTuning",
                                FineTuningWorkflowProps.builder()
                                        .tags(Map.of("team", "ml", "cost-center", "42"))
                                        .build()))
                .template()
                .toString();
        assertThat(environment).contains("\\\"tags\\\":{\\\"cost-center\\\":\\\"42\\\",\\\"team\\\":\\\"ml\\\"}");
        assertThat(Synthesized.workflow("us-east-1").template().toString()).doesNotContain("\\\"tags\\\"");
    }

    @ParameterizedTest
    @CsvSource({
        "aws:team, ml, reserved",
        "FT:run, ml, reserved",
        "team, AWS:ml, reserved",
        "te*m, ml, letters",
        "team, m\u00fcll, letters",
        "'', ml, 1 to 128",
    })
    void failsForATagThatAwsRefuses(String key, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningWorkflowProps.builder()
                        .tags(Map.of(key, value))
                        .build())
                .withMessageContaining(why);
    }

    @Test
    void failsForTagsThatAreTooLongOrTooMany() {
        Map<String, String> many = new java.util.HashMap<>();
        for (int i = 0; i < 49; i++) {
            many.put("key" + i, "");
        }
        for (Map<String, String> tags : List.of(Map.of("k".repeat(129), ""), Map.of("k", "v".repeat(257)), many)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> FineTuningWorkflowProps.builder().tags(tags).build())
                    .withMessageContaining("tags");
        }
        many.remove("key0");
        assertThat(FineTuningWorkflowProps.builder().tags(many).build().tags()).hasSize(48);
    }
}
