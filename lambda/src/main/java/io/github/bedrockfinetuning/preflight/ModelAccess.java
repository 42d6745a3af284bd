package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.run.Failures;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.AgreementAvailability;
import software.amazon.awssdk.services.bedrock.model.AgreementStatus;
import software.amazon.awssdk.services.bedrock.model.AuthorizationStatus;
import software.amazon.awssdk.services.bedrock.model.EntitlementAvailability;
import software.amazon.awssdk.services.bedrock.model.GetFoundationModelAvailabilityResponse;
import software.amazon.awssdk.services.bedrock.model.RegionAvailability;

/**
 * Checks whether the account can use a model, based on GetFoundationModelAvailability. According to AWS, an agreement
 * is {@code AVAILABLE} if access exists. AWS does not document that Converse fails if {@code authorizationStatus} is
 * {@code NOT_AUTHORIZED}, but users of several accounts have reported it. For one account, this status was reported for
 * every Amazon model without any effect.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html">Request access to models</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModelAvailability.html">
 *     GetFoundationModelAvailability</a>
 */
final class ModelAccess {
    private final BedrockClient bedrock;
    private final String region;

    ModelAccess(BedrockClient bedrock, String region) {
        this.bedrock = bedrock;
        this.region = region;
    }

    List<Check> of(Model model) {
        return Lookup.checks(
                "model-access",
                "The account's access to " + model.name(),
                "bedrock:GetFoundationModelAvailability",
                () -> {
                    GetFoundationModelAvailabilityResponse answer =
                            bedrock.getFoundationModelAvailability(r -> r.modelId(model.plainId()));
                    return List.of(
                            agreement(model, answer.agreementAvailability()),
                            authorization(model, answer),
                            entitlement(model, answer),
                            offered(model, answer));
                });
    }

    private static Check agreement(Model model, AgreementAvailability agreement) {
        String name = "model-agreement";
        if (agreement.status() == AgreementStatus.AVAILABLE) {
            return Check.pass(name, "The account has an agreement for " + model.name() + ".");
        }
        if (agreement.status() == AgreementStatus.PENDING) {
            return Check.fail(
                    name,
                    "The account's agreement for " + model.name() + " is still being set up.",
                    "Try again in 15 minutes.");
        }
        return Check.fail(
                name,
                "The account has no agreement for " + model.name() + " (" + agreement.statusAsString()
                        + Optional.ofNullable(agreement.errorMessage())
                                .map(message -> ": " + Failures.quote(message))
                                .orElse("")
                        + ").",
                anthropic(model)
                        + "To accept the agreement, open the model once in the model catalog of the Bedrock console "
                        + "with permission to subscribe in AWS Marketplace, or run aws bedrock "
                        + "create-foundation-model-agreement.");
    }

    /**
     * Checks the authorization status. For Amazon models, the check only warns, because they require no agreement or
     * form.
     */
    private static Check authorization(Model model, GetFoundationModelAvailabilityResponse answer) {
        String name = "model-authorization";
        if (answer.authorizationStatus() == AuthorizationStatus.AUTHORIZED) {
            return Check.pass(name, "The account is authorized to use " + model.name() + ".");
        }
        String found = "Bedrock reports that the account is not authorized to use " + model.name() + " ("
                + answer.authorizationStatusAsString() + ").";
        String remedy = "Try the model in the playground of the Bedrock console. If access is also denied there, "
                + "ask AWS Support to enable Amazon Bedrock for the account.";
        return model.provider().equals("Amazon")
                ? Check.warn(name, found + " In some accounts, this status has no effect.", remedy)
                : Check.fail(name, found, anthropic(model) + remedy);
    }

    private static Check entitlement(Model model, GetFoundationModelAvailabilityResponse answer) {
        String name = "model-entitlement";
        return answer.entitlementAvailability() == EntitlementAvailability.AVAILABLE
                ? Check.pass(name, "The account is entitled to " + model.name() + ".")
                : Check.fail(
                        name,
                        "The account is not entitled to " + model.name() + " ("
                                + answer.entitlementAvailabilityAsString() + ").",
                        anthropic(model)
                                + "Request access to the model in the model catalog of the Bedrock console, or contact AWS Sales.");
    }

    private Check offered(Model model, GetFoundationModelAvailabilityResponse answer) {
        String name = "model-region";
        return answer.regionAvailability() == RegionAvailability.AVAILABLE
                ? Check.pass(name, model.name() + " is available in " + region + ".")
                : Check.fail(
                        name,
                        model.name() + " is not available to the account in " + region + ".",
                        "Choose a different model, or deploy the stack in a different Region.");
    }

    /**
     * Returns a reminder that Anthropic requires each account, or its organization, to submit a form before the first
     * use, or an empty string for other providers.
     */
    private static String anthropic(Model model) {
        return model.provider().equals("Anthropic")
                ? "Submit Anthropic's use case form for the account or its organization. Use the model "
                        + "catalog in the Bedrock console, or run aws bedrock put-use-case-for-model-access. "
                : "";
    }
}
