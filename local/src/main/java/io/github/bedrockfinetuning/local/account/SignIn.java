package io.github.bedrockfinetuning.local.account;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Whether the user has chosen a Region and is signed in, looked up where the SDK looks before anything is asked of AWS, so
 * that what is missing is known and not guessed from a later message.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">Credential providers</a>
 */
public final class SignIn {
    private SignIn() {}

    /** @throws IllegalStateException saying what is missing and how to get it */
    public static void require() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        Optional<Profile> profile = profile(name);
        requireRegion(name, profile);
        try (DefaultCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build()) {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new IllegalStateException(
                    profile.flatMap(SignIn::refusal)
                            .orElse("no AWS credentials were found. Sign in, or name a profile with AWS_PROFILE."),
                    e);
        }
    }

    private static Optional<Profile> profile(String name) {
        Optional<Profile> profile;
        try {
            profile = ProfileFile.defaultProfileFile().profile(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the AWS configuration cannot be read: " + e.getMessage(), e);
        }
        if (profile.isEmpty()
                && ProfileFileSystemSetting.AWS_PROFILE
                        .getStringValue()
                        .filter(name::equals)
                        .isPresent()
                && !name.equals("default")) {
            throw new IllegalStateException("there is no profile " + name
                    + " in the AWS configuration; AWS_PROFILE names" + " one. Profiles: "
                    + String.join(
                            ", ", ProfileFile.defaultProfileFile().profiles().keySet()) + ".");
        }
        return profile;
    }

    private static void requireRegion(String name, Optional<Profile> profile) {
        try {
            DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkException e) {
            throw new IllegalStateException(
                    "no AWS Region is chosen. Set AWS_REGION, or a region in the profile "
                            + profile.map(Profile::name).orElse(name) + ".",
                    e);
        }
    }

    private static Optional<String> signIn(Profile profile) {
        if (profile.property(ProfileProperty.LOGIN_SESSION).isPresent()) {
            return Optional.of("aws login --profile " + profile.name() + ".");
        }
        boolean sso = profile.property("sso_session").isPresent()
                || profile.property(ProfileProperty.SSO_START_URL).isPresent();
        return sso ? Optional.of("aws sso login --profile " + profile.name() + ".") : Optional.empty();
    }

    /** Why a profile that says where credentials come from gives none. */
    private static Optional<String> refusal(Profile profile) {
        try (ProfileCredentialsProvider credentials = ProfileCredentialsProvider.create(profile.name())) {
            credentials.resolveCredentials();
            return Optional.empty();
        } catch (RuntimeException e) {
            Optional<String> command = signIn(profile);
            if (command.isEmpty() && profile.properties().keySet().equals(Set.of(ProfileProperty.REGION))) {
                return Optional.empty();
            }
            return Optional.of("the profile " + profile.name() + " gives no credentials: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + command.map(run -> " Run: " + run).orElse(""));
        }
    }
}
