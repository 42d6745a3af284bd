package io.github.bedrockfinetuning.local.states.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskResourceTest {
    @Test
    void takesAFunctionsArn() {
        TaskResource resource = TaskResource.parse("arn:aws:lambda:us-east-1:123456789012:function:f:1");
        assertThat(resource.isFunction()).isTrue();
        assertThat(resource.waitsForToken()).isFalse();
    }

    @Test
    void takesTheInvocationThatWaitsForAToken() {
        TaskResource resource = TaskResource.parse("arn:aws-cn:states:::lambda:invoke.waitForTaskToken");
        assertThat(resource.isFunction()).isFalse();
        assertThat(resource.waitsForToken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lambda:invoke",
                ":states:::lambda:invoke.waitForTaskToken",
                "arn:aws:states:us-east-1:123456789012:activity:a",
                "arn:aws:sqs:us-east-1:123456789012:queue",
                "arn:aws:lambda:us-east-1:123456789012:function:",
                "arn:aws:states:::lambda:invoke",
                "arn:aws:states:::aws-sdk:s3:putObject",
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "arn:aws:states:::states:startExecution.sync",
                "arn:aws:states:::http:invoke"
            })
    void refusesOtherTasksByName(String arn) {
        assertThatThrownBy(() -> TaskResource.parse(arn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + arn + "' is not simulated; a task must invoke a Lambda function");
    }
}
