package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings.PublicAccessBlock;
import io.github.bedrockfinetuning.steps.Rig;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Tests how a bucket is configured by its owner. */
class StoreBucketsTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private final Rig rig = new Rig();
    private final BucketSetup setup = new BucketSetup(rig.platform());

    @BeforeEach
    void createBuckets() {
        PublicAccessBlock halfOpen = new PublicAccessBlock(true, true, false, false);
        rig.aws.s3().createBucket("set-up", new BucketSettings(true, true, KEY, halfOpen, "{\"Statement\":[]}"));
        rig.aws.s3().createBucket("bare", new BucketSettings(false, false, null, null, null));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tellsWhetherVersionsAreKept() {
        assertThat(setup.versioned("set-up")).isTrue();
        assertThat(setup.versioned("bare")).isFalse();
    }

    @Test
    void tellsWhetherEventsGoToEventBridge() {
        assertThat(setup.notifiesEventBridge("set-up")).isTrue();
        assertThat(setup.notifiesEventBridge("bare")).isFalse();
    }

    @Test
    void tellsTheKeyThatObjectsAreEncryptedUnder() {
        assertThat(setup.encryption("set-up").orElseThrow().kmsMasterKeyID()).isEqualTo(KEY);
        assertThat(setup.encryption("bare").orElseThrow().sseAlgorithm()).isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void tellsWhatOfPublicAccessIsBlocked() {
        assertThat(setup.publicAccessBlock("set-up").orElseThrow().blockPublicAcls())
                .isTrue();
        assertThat(setup.publicAccessBlock("set-up").orElseThrow().blockPublicPolicy())
                .isFalse();
        assertThat(setup.publicAccessBlock("bare")).isEmpty();
    }

    @Test
    void tellsThePolicyWhereThereIsOne() {
        assertThat(setup.policy("set-up")).contains("{\"Statement\":[]}");
        assertThat(setup.policy("bare")).isEmpty();
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                read("GetBucketEncryption", BucketSetup::encryption),
                read("GetPublicAccessBlock", BucketSetup::publicAccessBlock),
                read("GetBucketPolicy", BucketSetup::policy));
    }

    private static Arguments read(String operation, BiFunction<BucketSetup, String, Object> read) {
        return Arguments.of(operation, read);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void doesNotTakeABucketThatIsNotThereForOneWithoutTheSetting(
            String operation, BiFunction<BucketSetup, String, Object> read) {
        assertThatThrownBy(() -> read.apply(setup, "nowhere")).isInstanceOf(NoSuchBucketException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void doesNotTakeASettingThatItMayNotReadForOneThatIsAbsent(
            String operation, BiFunction<BucketSetup, String, Object> read) {
        rig.aws.faults().add("step", operation, Fault.ACCESS_DENIED, 1);
        assertThatThrownBy(() -> read.apply(setup, "bare"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
}
