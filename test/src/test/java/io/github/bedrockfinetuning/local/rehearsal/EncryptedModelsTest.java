package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Checks that Bedrock and Lambda deny requests of roles that lack a permission for a customer managed key, or whose
 * permission has a wrong condition.
 */
class EncryptedModelsTest {
    @Test
    void aModelIsNotDeployedForARoleThatMayNotUseItsKey() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .without("FineTuningDataModelKey/ServeModels")
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:", "key");
            assertThat(run.calls("CreateCustomModelDeployment")).isEmpty();
        }
    }

    @Test
    void throughputIsNotCreatedForARoleThatMayNotUseTheModelsKey() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PROVISIONED)
                .without("FineTuningDataModelKey/ServeModels")
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:", "key");
            assertThat(run.calls("CreateProvisionedModelThroughput")).isEmpty();
        }
    }

    @Test
    void aModelIsNotDeployedForARoleThatMayNotCreateGrants() {
        try (StruckRun run = with(
                "ServeModels",
                statement -> statement
                        .putArray("Action")
                        .add("kms:Decrypt")
                        .add("kms:GenerateDataKey")
                        .add("kms:DescribeKey"))) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:CreateGrant");
            assertThat(run.calls("CreateCustomModelDeployment")).isEmpty();
        }
    }

    @Test
    void aCustomNovaModelDoesNotAnswerARoleThatMayOnlyDecrypt() {
        try (StruckRun run = with("UseModels", statement -> statement.put("Action", "kms:Decrypt"))) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:GenerateDataKey");
        }
    }

    @Test
    void aJobIsNotCreatedWhereTheBaseModelWouldHaveToBeTagged() {
        try (StruckRun run = with(
                "FineTuneModels",
                statement -> statement
                        .putObject("Condition")
                        .putObject("StringEquals")
                        .put("aws:RequestTag/ft:stack", "any"))) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("bedrock:CreateModelCustomizationJob", "foundation-model/");
            assertThat(run.jobs()).isZero();
        }
    }

    @Test
    void aFunctionDoesNotStartWhoseRoleMayNotDecryptItsEnvironment() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .without("FineTuningStartTrainingPolicy/OwnEnvironment")
                .run()) {
            run.assertEnded("FAILED");
            assertThat(run.reason()).contains("kms:Decrypt");
            assertThat(run.jobs()).isZero();
        }
    }

    /** Starts a run in a stack with a changed statement. */
    private static StruckRun with(String sid, Consumer<ObjectNode> change) {
        return StruckRun.setup(FaultScenario.PLAIN)
                .of(whole -> {
                    JsonNode template = whole.template().deepCopy();
                    List<JsonNode> named = template.findParents("Sid").stream()
                            .filter(statement -> statement.path("Sid").asText().equals(sid))
                            .toList();
                    assertThat(named).as(sid).hasSize(1);
                    change.accept((ObjectNode) named.get(0));
                    return template;
                })
                .run();
    }
}
