package io.github.bedrockfinetuning.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:states:::lambda:invoke, lambda, invoke, false",
        "arn:aws:states:::lambda:invoke.waitForTaskToken, lambda, invoke.waitForTaskToken, true",
        "arn:aws:states:::aws-sdk:s3:putObject, aws-sdk:s3, putObject, false",
        "arn:aws-cn:states:::x:y, x, y, false",
    })
    void tellsTheServiceOfAnIntegrationFromItsAction(String arn, String type, String action, boolean waits) {
        Resource resource = Resource.parse(arn);
        assertThat(resource).isEqualTo(new Resource(arn, type, action));
        assertThat(resource.isFunction()).isFalse();
        assertThat(resource.waitsForToken()).isEqualTo(waits);
    }

    @Test
    void takesAFunctionsOwnArn() {
        String arn = "arn:aws:lambda:us-east-1:123456789012:function:f";
        assertThat(Resource.parse(arn)).isEqualTo(new Resource(arn, "lambda", arn));
        assertThat(Resource.parse(arn).isFunction()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "lambda:invoke, is not an ARN",
        "arn:aws:states:us-east-1:123456789012:activity:a, activities are not supported here",
        "arn:aws:sqs:us-east-1:123456789012:queue, neither a Lambda function's ARN nor an integration's",
        "arn:aws:lambda:us-east-1:123456789012:function:, neither a Lambda function's ARN nor an integration's",
        "arn:aws:states:::invoke, neither a Lambda function's ARN nor an integration's",
        "arn:aws:states::::invoke, neither a Lambda function's ARN nor an integration's",
        "arn:aws:states:::lambda:, neither a Lambda function's ARN nor an integration's",
    })
    void refusesWhatNamesNoTask(String arn, String why) {
        assertThatThrownBy(() -> Resource.parse(arn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + arn + "' is ")
                .hasMessageContaining(why);
    }
}
