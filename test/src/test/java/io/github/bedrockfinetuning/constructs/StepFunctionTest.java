package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.s3.Bucket;

class StepFunctionTest {
    private static final Synthesized ALONE = Synthesized.stack(stack -> {
        StepFunction step = new StepFunction(
                stack,
                "Score",
                StepFunctionProps.builder()
                        .handler("com.example.Score::handleRequest")
                        .environment(Map.of("A", "b"))
                        .build());
        step.getVersion();
        Bucket.Builder.create(stack, "Mine").build().grantRead(step);
    });

    @Test
    void runsOnJava25AndArmWithTracesAndItsOwnLog() {
        JsonNode function = ALONE.one("AWS::Lambda::Function", "Score").path("Properties");
        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(function.path("Architectures").get(0).asText()).isEqualTo("arm64");
        assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
        assertThat(function.at("/LoggingConfig/LogGroup/Ref").asText()).contains("ScoreLog");
        assertThat(function.at("/Environment/Variables/A").asText()).isEqualTo("b");
        assertThat(function.has("FunctionName")).isFalse();
        assertThat(ALONE.one("AWS::Logs::LogGroup", "ScoreLog")
                        .at("/Properties/RetentionInDays")
                        .asInt())
                .isEqualTo(365);
    }

    @Test
    void startsWithNothingButItsLogAndTraces() {
        assertThat(Synthesized.sids(
                        ALONE.one("AWS::IAM::ManagedPolicy", "Score").at("/Properties/PolicyDocument")))
                .containsExactly("OwnLog", "Traces");
        assertThat(ALONE.one("AWS::IAM::Role", "Score").path("Properties").has("ManagedPolicyArns"))
                .isFalse();
    }

    @Test
    void takesTheCdksOwnGrants() {
        assertThat(ALONE.one("AWS::IAM::Policy", "ScoreRole").toString()).contains("s3:GetObject*");
    }

    @Test
    void keepsPublishedVersions() {
        JsonNode version = ALONE.one("AWS::Lambda::Version", "Score");
        assertThat(version.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(version.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    @Test
    void failsWithoutAHandler() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepFunctionProps.builder().build())
                .withMessageContaining("requires a handler");
    }
}
