package io.github.bedrockfinetuning.local.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    @TempDir
    Path folder;

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void noneOfTheUsersOwnSettings() throws IOException {
        assumeTrue(Stream.of("AWS_ACCESS_KEY_ID", "AWS_REGION", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE")
                .allMatch(name -> System.getenv(name) == null));
        Path config = Files.writeString(folder.resolve("config"), """
                [profile sso]
                region = us-east-1
                sso_session = corp
                sso_account_id = 111122223333
                sso_role_name = dev
                [sso-session corp]
                sso_region = us-east-1
                sso_start_url = https://signin.invalid/start
                [profile login]
                region = us-east-1
                login_session = arn:aws:iam::111122223333:user/somebody
                [profile keys]
                region = us-east-1
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = example
                [profile bare]
                region = us-east-1
                [profile nowhere]
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = example
                """);
        set("aws.configFile", config.toString());
        set("aws.sharedCredentialsFile", folder.resolve("none").toString());
        set("aws.disableEc2Metadata", "true");
    }

    @AfterEach
    void giveBack() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void namesTheCommandThatSignsIn() {
        profile("sso");
        assertThatThrownBy(SignIn::require)
                .hasMessageContaining("the profile sso does not provide credentials")
                .hasMessageContaining("Run: aws sso login --profile sso.")
                .hasMessageNotContaining("\n");
        profile("login");
        assertThatThrownBy(SignIn::require).hasMessageContaining("Run: aws login --profile login.");
    }

    @Test
    void tellsWhatIsMissing() {
        profile("absent");
        assertThatThrownBy(SignIn::require)
                .hasMessageContaining("the profile absent in AWS_PROFILE does not exist")
                .hasMessageContaining("bare");
        profile("bare");
        assertThatThrownBy(SignIn::require).hasMessageContaining("no AWS credentials were found");
        profile("nowhere");
        assertThatThrownBy(SignIn::require).hasMessageContaining("no AWS Region is configured");
    }

    @Test
    void isContentWithCredentialsAndARegion() {
        profile("keys");
        assertThatCode(SignIn::require).doesNotThrowAnyException();
    }

    private void profile(String name) {
        set("aws.profile", name);
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
