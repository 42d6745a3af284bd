package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the functions, names, logs and alarms of the workflow. */
class FineTuningWorkflowTest {
    private static final Synthesized ANYWHERE = Synthesized.workflow(null);
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
                            // The descriptor is named after the workflow's tag, which is unique.
                            && !property.getValue().asText().matches("/bedrock-fine-tuning/Test-[0-9a-f]{8}")
                            && !property.getValue().has("Ref")
                            && !property.getValue().has("Fn::GetAtt"));
        });
    }

    /** A log group with any other name requires space in a resource policy of the account, which might have none. */
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

    /** By default, Lambda uses only the first compiler of the JVM, which doubles the duration of long invocations. */
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
}
