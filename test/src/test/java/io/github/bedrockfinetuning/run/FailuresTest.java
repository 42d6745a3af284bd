package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrock.model.BedrockException;

class FailuresTest {
    private static AwsServiceException answered(int status, String code, String message) {
        return BedrockException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Bedrock")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "429, ThrottlingException, Throttled",
        "429, ModelNotReadyException, Throttled",
        "400, ThrottlingException, Throttled",
        "503, SlowDown, Throttled",
        "500, InternalServerException, TransientFailure",
        "503, ServiceUnavailableException, TransientFailure",
        "409, ConditionalRequestConflict, TransientFailure",
        "403, AccessDeniedException, PermanentFailure",
        "400, ValidationException, PermanentFailure",
        "404, ResourceNotFoundException, PermanentFailure",
        "400, ServiceQuotaExceededException, PermanentFailure",
    })
    void tellsWhetherAskingAgainCanHelp(int status, String code, String kind) {
        assertThat(Failures.of(answered(status, code, "said")).getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void triesAgainAfterALostConnection() {
        assertThat(Failures.of(SdkClientException.create("reset"))).isInstanceOf(TransientFailure.class);
    }

    @Test
    void neverTriesAgainAfterAFaultOfItsOwn() {
        assertThat(Failures.of(new NullPointerException("x"))).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void leavesWhatIsClassifiedAsItIs() {
        Throttled throttled = new Throttled("slow");
        assertThat(Failures.of(throttled)).isSameAs(throttled);
    }

    @Test
    void quotesTheServiceOnOneLineAndSaysWhatToDo() {
        String message = Failures.of(
                        answered(403, "AccessDeniedException", "not authorized\u001b[31m\nto perform: bedrock:X"))
                .getMessage();
        assertThat(message)
                .contains("not authorized [31m to perform: bedrock:X")
                .contains("service control policy");
        assertThat(message.chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void namesTheKeyWhenTheKeyIsTheCause() {
        assertThat(Failures.of(answered(400, "KMSDisabledException", "key is disabled"))
                        .getMessage())
                .contains("The stack's key cannot be used");
    }
}
