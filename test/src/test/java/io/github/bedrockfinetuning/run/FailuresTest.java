package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "400, KMSThrottling, Throttled",
        "400, KmsThrottlingException, Throttled",
        "400, KMS.ThrottlingException, Throttled",
        "400, TooManyUpdates, TransientFailure",
        "400, KMSDisabled, PermanentFailure",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|KMSDisabledException|it is off|The stack's key cannot be used",
                "403|AccessDenied|may not use this KMS key|The stack's key cannot be used",
                "403|Forbidden|no|Permission is missing",
                "400|AccessDeniedException|no|Permission is missing",
                "400|ServiceQuotaExceededException|too many|higher quota in the Service Quotas console",
            })
    void saysWhatToDoAboutARefusal(int status, String code, String words, String remedy) {
        assertThat(Failures.of(answered(status, code, words)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("AWS Bedrock answered " + code + ": \"" + words + "\". ")
                .hasMessageContaining(remedy);
    }

    @Test
    void addsNoRemedyWhereItKnowsNone() {
        assertThat(Failures.of(answered(400, "ValidationException", "too long")))
                .hasMessage("AWS Bedrock answered ValidationException: \"too long\".");
    }

    @Test
    void saysWhatItCanOfAnAnswerWithoutDetails() {
        AwsServiceException bare =
                BedrockException.builder().statusCode(400).message("odd").build();
        assertThat(Failures.of(bare)).hasMessage("An AWS service answered BedrockException: \"odd\".");
        AwsServiceException nameless = BedrockException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().build())
                .build();
        assertThat(Failures.of(nameless))
                .hasMessageStartingWith("An AWS service answered BedrockException: \"")
                .hasMessageContaining("Status Code: 400");
    }

    @Test
    void saysWhereAFaultOfItsOwnHappenedAndNotWhatItsWordsQuote() {
        RuntimeException fault = new IllegalStateException("a secret record");
        int line = fault.getStackTrace()[0].getLineNumber();
        assertThat(Failures.of(fault))
                .hasMessage("The step met a fault of its own: java.lang.IllegalStateException in "
                        + FailuresTest.class.getName() + ", line " + line + ".");
        fault.setStackTrace(new StackTraceElement[0]);
        assertThat(Failures.of(fault)).hasMessage("The step met a fault of its own: java.lang.IllegalStateException.");
    }

    @Test
    void triesAgainAfterAnInterruptionAndPassesItOn() {
        assertThat(Failures.of(new InterruptedException()))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("The step was interrupted while it waited.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void quotesAThousandCharactersAndNoMore() {
        assertThat(Failures.quote("a".repeat(1_000))).isEqualTo("a".repeat(1_000));
        assertThat(Failures.quote("a".repeat(1_001))).isEqualTo("a".repeat(1_000) + "…");
        assertThat(Failures.quote(null)).isEqualTo("no message");
    }

    static Stream<RuntimeException> classified() {
        RuntimeException cause = new IllegalArgumentException("a secret record");
        return Stream.of(
                new Throttled("said", cause), new TransientFailure("said", cause), new PermanentFailure("said", cause));
    }

    @ParameterizedTest
    @MethodSource("classified")
    void showsLambdaTheKindTheWordsAndThePlaceOfAFailureWithoutItsCause(RuntimeException failure) {
        RuntimeException shown = Failures.withoutCauses(failure);
        assertThat(shown)
                .isExactlyInstanceOf(failure.getClass())
                .hasMessage("said")
                .hasNoCause();
        assertThat(shown.getStackTrace()).isEqualTo(beginning(failure.getCause()));
    }

    @Test
    void showsWhereAFailureWithoutACauseWasThrown() {
        PermanentFailure failure = new PermanentFailure("said");
        assertThat(Failures.withoutCauses(failure).getStackTrace()).isEqualTo(beginning(failure));
        failure.setStackTrace(Arrays.copyOf(failure.getStackTrace(), 3));
        assertThat(Failures.withoutCauses(failure).getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    /** The workflow's state has no room for a whole stack. */
    private static StackTraceElement[] beginning(Throwable thrown) {
        return Arrays.copyOf(thrown.getStackTrace(), 20);
    }
}
