package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    private static Platform with(Map<String, String> environment) {
        return new Platform(environment, new SdkClients(), Clock.systemUTC(), duration -> {});
    }

    private static Allowed allowed(String variable, String value) {
        return Allowed.of(with(Map.of("AWS_REGION", "us-east-1", variable, value)));
    }

    @Test
    void namesTheVariableThatADeploymentForgot() {
        assertThatThrownBy(() -> with(Map.of()).require("ACCOUNT_ID"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The environment variable ACCOUNT_ID is not set.");
    }

    @Test
    void takesAnEmptyVariableForNone() {
        assertThat(with(Map.of("JOB_SUBNETS", "")).variable("JOB_SUBNETS")).isEmpty();
        assertThat(with(Map.of("JOB_SUBNETS", "subnet-1")).variable("JOB_SUBNETS"))
                .contains("subnet-1");
    }

    @Test
    void reallyWaitsInLambdaAndAsksForManyThingsAtATime() throws InterruptedException {
        Platform lambda = Platform.ofLambda();
        long start = System.nanoTime();
        lambda.sleep().sleep(Duration.ofMillis(50));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(lambda.requests()).isGreaterThan(1);
        assertThat(with(Map.of()).requests()).isEqualTo(1);
    }

    @Test
    void allowsEveryModelWhereTheStackNamesNone() {
        Allowed allowed = Allowed.of(with(Map.of("AWS_REGION", "us-east-1")));
        assertThat(Catalogue.load().models()).allMatch(allowed::model);
        assertThat(allowed.region()).isEqualTo("us-east-1");
        assertThat(allowed.endOfLife() || allowed.crossRegion()).isFalse();
        assertThat(allowed.defaults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-micro-v1:0:128k",
                "amazon.nova-micro-v1:0",
                " other.model , amazon.nova-micro-v1:0 ,, "
            })
    void allowsNoOtherModelsThanTheStackNamesWithOrWithoutTheirContextSuffix(String models) {
        Allowed allowed = allowed("FT_ALLOWED_MODELS", models);
        assertThat(Catalogue.load().models().stream().filter(allowed::model))
                .extracting(Model::id)
                .containsExactly("amazon.nova-micro-v1:0:128k");
        assertThat(allowed.models()).doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "True, false", "1, false"})
    void opensWhatTheStackOpensByTheWordTrueAlone(String value, boolean open) {
        assertThat(allowed("FT_ALLOW_END_OF_LIFE", value).endOfLife()).isEqualTo(open);
        assertThat(allowed("FT_ALLOW_END_OF_LIFE", value).crossRegion()).isFalse();
        assertThat(allowed("FT_ALLOW_CROSS_REGION", value).crossRegion()).isEqualTo(open);
    }

    @Test
    void readsTheStacksDefaultSettings() {
        assertThat(allowed("FT_DEFAULTS", "{\"promote\":true}")
                        .defaults()
                        .path("promote")
                        .asBoolean())
                .isTrue();
        assertThat(allowed("FT_DEFAULTS", "[]").defaults()).isEmpty();
    }
}
