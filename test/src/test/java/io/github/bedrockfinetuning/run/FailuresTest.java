package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.internal.AwsErrorCode;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.s3.model.S3Exception;

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

    /** Errors without a specific group, by status. */
    @ParameterizedTest
    @CsvSource({
        "429, Unheard, Throttled",
        "509, Unheard, Throttled",
        "400, SomeThrottlingException, Throttled",
        "400, KMS.ThrottlingException, Throttled",
        "400, KMSDisabled, PermanentFailure",
        "400, KMS.DisabledException, PermanentFailure",
        "400, KmsInvalidStateException, PermanentFailure",
        "400, KmsAccessDeniedException, PermanentFailure",
        "500, Unheard, TransientFailure",
        "502, Unheard, TransientFailure",
        "408, Unheard, TransientFailure",
        "409, Unheard, TransientFailure",
        "403, AccessDeniedException, PermanentFailure",
        "403, AccessDenied, PermanentFailure",
        "400, ValidationException, PermanentFailure",
        "400, IncompleteSignature, PermanentFailure",
        "404, ResourceNotFoundException, PermanentFailure",
        "400, ServiceQuotaExceededException, PermanentFailure",
    })
    void tellsWhetherAskingAgainCanHelp(int status, String code, String kind) {
        assertThat(Failures.of(answered(status, code, "said")).getClass().getSimpleName())
                .isEqualTo(kind);
    }

    static Stream<Arguments> passing() {
        return Arrays.stream(ErrorCodes.values())
                .flatMap(group -> group.codes().stream().map(code -> Arguments.of(group, code)));
    }

    /** The groups of errors that require a lower request rate. */
    private static final Set<ErrorCodes> SLOW = EnumSet.of(
            ErrorCodes.TOO_MANY_REQUESTS, ErrorCodes.KEY_ASKED_TOO_OFTEN, ErrorCodes.FULL, ErrorCodes.NOT_READY);

    /** The status does not matter, because services return the same code with different statuses. */
    @ParameterizedTest
    @MethodSource("passing")
    void everyCodeThatPassesIsAskedAgainWhateverItsStatusAndNeverCalledAMissingPermission(
            ErrorCodes group, String code) {
        for (int status : new int[] {400, 403, 409, 424, 429, 500, 503}) {
            assertThat(Failures.of(answered(status, code, "said")))
                    .as("%s %s", status, code)
                    .isInstanceOf(SLOW.contains(group) ? Throttled.class : TransientFailure.class)
                    .hasMessage("AWS Bedrock returned " + code + ": \"said\".");
        }
    }

    @Test
    void everyGroupOfCodesHasItsSourceAndNoCodeIsInTwo() {
        assertThat(ErrorCodes.values())
                .allSatisfy(group -> assertThat(group.source()).startsWith("https://docs.aws.amazon.com/"));
        assertThat(Arrays.stream(ErrorCodes.values()).flatMap(group -> group.codes().stream()))
                .doesNotHaveDuplicates();
    }

    static Stream<AwsServiceException> retriedByTheSdk() {
        return Stream.of(
                        "Throttling",
                        "BandwidthLimitExceeded",
                        "EC2ThrottledException",
                        "RequestTimeTooSkewed",
                        "RequestExpired",
                        "RequestInTheFuture",
                        "PriorRequestNotComplete",
                        "RequestTimeout",
                        "InternalError")
                .map(code -> answered(400, code, "said"));
    }

    /** The SDK also retries these errors. */
    @ParameterizedTest
    @MethodSource("retriedByTheSdk")
    void whatTheSdkWouldRetryIsAskedAgain(AwsServiceException refusal) {
        assertThat(RetryUtils.isThrottlingException(refusal)
                        || RetryUtils.isClockSkewException(refusal)
                        || AwsErrorCode.isRetryableErrorCode(Failures.code(refusal)))
                .isTrue();
        assertThat(Failures.of(refusal)).isNotInstanceOf(PermanentFailure.class);
    }

    @Test
    void aHeadRequestsRefusalWithoutACodeIsAskedAgain() {
        AwsServiceException bare =
                S3Exception.builder().statusCode(400).message("Bad Request").build();
        assertThat(Failures.of(bare)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void readsAgainWhatBrokeOffAndNotWhatIsNotWhatItShouldBe() {
        assertThat(Failures.of(new UncheckedIOException(new IOException("a secret record"))))
                .isInstanceOf(TransientFailure.class)
                .hasMessageNotContaining("secret");
        assertThat(Failures.of(new EOFException())).isInstanceOf(TransientFailure.class);
        assertThat(Failures.of(new NoSuchFileException("f"))).isInstanceOf(PermanentFailure.class);
        assertThat(Failures.of(new MalformedInputException(1))).isInstanceOf(PermanentFailure.class);
        assertThat(Failures.of(new ZipException())).isInstanceOf(PermanentFailure.class);
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
                .contains("The stack's KMS key cannot be used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|KMSDisabledException|it is off|The stack's KMS key cannot be used",
                "403|AccessDenied|may not use this KMS key|The stack's KMS key cannot be used",
                "403|Forbidden|no|The permission for the action",
                "400|AccessDeniedException|no|The permission for the action",
                "400|ServiceQuotaExceededException|too many|quota increase in the Service Quotas console",
            })
    void saysWhatToDoAboutARefusal(int status, String code, String words, String remedy) {
        assertThat(Failures.of(answered(status, code, words)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("AWS Bedrock returned " + code + ": \"" + words + "\". ")
                .hasMessageContaining(remedy);
    }

    @Test
    void addsNoRemedyWhereItKnowsNone() {
        assertThat(Failures.of(answered(400, "ValidationException", "too long")))
                .hasMessage("AWS Bedrock returned ValidationException: \"too long\".");
    }

    @Test
    void saysWhatItCanOfAnAnswerWithoutDetails() {
        AwsServiceException bare =
                BedrockException.builder().statusCode(400).message("odd").build();
        assertThat(Failures.of(bare)).hasMessage("An AWS service returned BedrockException: \"odd\".");
        AwsServiceException nameless = BedrockException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().build())
                .build();
        assertThat(Failures.of(nameless))
                .hasMessageStartingWith("An AWS service returned BedrockException: \"")
                .hasMessageContaining("Status Code: 400");
    }

    @Test
    void saysWhereAFaultOfItsOwnHappenedAndNotWhatItsWordsQuote() {
        RuntimeException fault = new IllegalStateException("a secret record");
        int line = fault.getStackTrace()[0].getLineNumber();
        assertThat(Failures.of(fault))
                .hasMessage("The step failed unexpectedly: java.lang.IllegalStateException in "
                        + FailuresTest.class.getName() + ", line " + line + ".");
        fault.setStackTrace(new StackTraceElement[0]);
        assertThat(Failures.of(fault)).hasMessage("The step failed unexpectedly: java.lang.IllegalStateException.");
    }

    @Test
    void triesAgainAfterAnInterruptionAndPassesItOn() {
        assertThat(Failures.of(new InterruptedException()))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("The step was interrupted while it was waiting.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void quotesAThousandCharactersAndNoMore() {
        assertThat(Failures.quote("a".repeat(1_000))).isEqualTo("a".repeat(1_000));
        assertThat(Failures.quote("a".repeat(1_001))).isEqualTo("a".repeat(1_000) + "…");
        assertThat(Failures.quote(null)).isEqualTo("no message");
    }

    static Stream<Failure> classified() {
        RuntimeException cause = new IllegalArgumentException("a secret record");
        return Stream.of(
                new Throttled("said", cause), new TransientFailure("said", cause), new PermanentFailure("said", cause));
    }

    @ParameterizedTest
    @MethodSource("classified")
    void anotherMessageLeavesTheKind(Failure failure) {
        assertThat(failure.saying("more"))
                .isExactlyInstanceOf(failure.getClass())
                .hasMessage("more")
                .hasCause(failure);
        assertThat(failure.mayPass()).isEqualTo(!(failure instanceof PermanentFailure));
    }

    @ParameterizedTest
    @MethodSource("classified")
    void showsLambdaTheKindTheWordsAndThePlaceOfAFailureWithoutItsCause(Failure failure) {
        Failure shown = Failures.withoutCauses(failure);
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

    /** The state of the workflow has no space for a complete stack trace. */
    private static StackTraceElement[] beginning(Throwable thrown) {
        return Arrays.copyOf(thrown.getStackTrace(), 20);
    }
}
