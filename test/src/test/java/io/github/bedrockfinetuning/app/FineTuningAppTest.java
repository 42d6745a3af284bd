package io.github.bedrockfinetuning.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningAppTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void synthesizesInThisJvmForAnyRegion(@TempDir Path out) throws Exception {
        Path file = FineTuningApp.synthesize(out, null, Map.of());
        JsonNode template = JSON.readTree(file.toFile());
        assertThat(template.path("Outputs").properties())
                .extracting(Map.Entry::getKey)
                .contains("DatasetsBucket", "ResultsBucket", "StateMachineArn", "TopicArn", "StackTag");
        assertThat(template.has("Mappings")).isTrue();
    }

    @Test
    void takesItsSettingsFromTheContext(@TempDir Path out) throws Exception {
        Path file = FineTuningApp.synthesize(
                out,
                "us-west-2",
                Map.of(
                        "baseModel", "meta.llama3-1-8b-instruct-v1:0",
                        "allowEndOfLifeModels", true,
                        "referenceModel", "none",
                        "spendingCeiling", 25,
                        "stackName", "Mine"));
        assertThat(file.getFileName()).hasToString("FineTuning.template.json");
        assertThat(Files.readString(file))
                .contains("\\\"baseModel\\\":\\\"meta.llama3-1-8b-instruct-v1:0:128k\\\"")
                .contains("\\\"referenceModel\\\":null")
                .contains("\\\"spendingCeiling\\\":25")
                .contains("Mine-");
    }

    @Test
    void failsForAFlagThatIsNeitherTrueNorFalse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningApp.props(Map.of("allowEndOfLifeModels", "perhaps")::get))
                .withMessageContaining("allowEndOfLifeModels is \"perhaps\". It must be true or false.");
    }

    @Test
    void takesTagsFromTheContext() {
        assertThat(FineTuningApp.props(Map.of("tags", "team=ml, cost-center=a=b")::get)
                        .tags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("team", "ml", "cost-center", "a=b"));
        for (String wrong : List.of("team", "=ml", "team=ml,team=other")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FineTuningApp.props(Map.of("tags", wrong)::get))
                    .withMessageContaining("KEY=VALUE");
        }
    }

    @Test
    void takesTheZonesOfItsNetworkFromTheContext() {
        assertThat(FineTuningApp.props(Map.of("network", "isolated", "zones", "us-east-1a, us-east-1f")::get)
                        .network()
                        .zones())
                .containsExactly("us-east-1a", "us-east-1f");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningApp.props(Map.of("zones", "us-east-1a,us-east-1f")::get))
                .withMessageContaining("the context key network is not set");
    }

    @Test
    void failsForAContextKeyThatItDoesNotKnowAndLeavesTheCdksOwnAlone(@TempDir Path out) {
        FineTuningApp.requireKnown(Set.of(
                "spendingCeiling",
                "@aws-cdk/core:newStyleStackSynthesis",
                "aws:cdk:enable-path-metadata",
                "availability-zones:account=111122223333:region=us-east-1",
                "cli-telemetry"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningApp.synthesize(out, null, Map.of("spendingCieling", 5)))
                .withMessageContaining("spendingCieling")
                .withMessageContaining("The supported keys are: allowCrossRegionInference");
    }

    @Test
    void failsForACeilingThatIsNoAmount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningApp.props(Map.of("spendingCeiling", "a lot")::get))
                .withMessageContaining("an amount in US dollars");
    }

    @Test
    void putsTheStackIntoANetworkWhenToldAndFailsForAnyOtherWord() {
        assertThat(FineTuningApp.props(Map.of("network", "isolated")::get).network())
                .isNotNull();
        assertThat(FineTuningApp.props(Map.<String, String>of()::get).network()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineTuningApp.props(Map.of("network", "private")::get))
                .withMessageContaining("Set it to isolated");
    }

    /** Runs in a separate process, because the CDK reads the validation setting when its runtime starts. */
    @Test
    void standsUpToTheCdksOwnRules(@TempDir Path out) throws Exception {
        ProcessBuilder app = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FineTuningApp.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.resolve("log").toFile());
        app.environment().remove("CDK_VALIDATION");
        app.environment().put("CDK_OUTDIR", out.toString());
        app.environment().put("CDK_CONTEXT_JSON", "{\"@aws-cdk/core:validateAgainstDefaultRules\": true}");
        Process process = app.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out.resolve("log"))).isZero();
        JsonNode report = JSON.readTree(out.resolve("validation-report.json").toFile());
        assertThat(report.findValues("violations"))
                .allSatisfy(violations -> assertThat(violations).isEmpty());
        assertThat(out.resolve("FineTuning.template.json")).exists();
    }
}
