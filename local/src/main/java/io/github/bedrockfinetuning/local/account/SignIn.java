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
 * Checks before the first request whether the SDK can find a Region and credentials, so that the error message can
 * specify what is missing.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">Credential providers</a>
 */
public final class SignIn {
    private SignIn() {}

    /**
     * Checks whether a Region and credentials are configured.
     *
     * @throws IllegalStateException if one of them is missing; the message explains how to configure it
     */
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
                            .orElse(
                                    "no AWS credentials were found. Sign in, or set AWS_PROFILE to the name of a profile."),
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
            throw new IllegalStateException("the profile " + name
                    + " in AWS_PROFILE does not exist in the AWS configuration. Profiles: "
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
                    "no AWS Region is configured. Set AWS_REGION, or set region in the profile "
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

    /**
     * Returns the reason that a profile does not provide credentials, or an empty Optional if it provides them or has
     * no settings for credentials.
     */
    private static Optional<String> refusal(Profile profile) {
        try (ProfileCredentialsProvider credentials = ProfileCredentialsProvider.create(profile.name())) {
            credentials.resolveCredentials();
            return Optional.empty();
        } catch (RuntimeException e) {
            Optional<String> command = signIn(profile);
            if (command.isEmpty() && profile.properties().keySet().equals(Set.of(ProfileProperty.REGION))) {
                return Optional.empty();
            }
            return Optional.of("the profile " + profile.name() + " does not provide credentials: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + command.map(run -> " Run: " + run).orElse(""));
        }
    }
}
