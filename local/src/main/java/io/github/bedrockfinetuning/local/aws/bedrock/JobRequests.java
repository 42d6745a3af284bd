package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Hyperparameter;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks CreateModelCustomizationJob requests for constraints that the shapes do not contain. */
final class JobRequests {
    private final World world;

    JobRequests(World world) {
        this.world = world;
    }

    /** @return the base model */
    Model require(ObjectNode request) {
        String id = request.path("baseModelIdentifier").textValue();
        Model base = world.tunable(id)
                .filter(model -> world.offers().of(model).tunable())
                .orElseThrow(() -> AwsError.validation("The provided model identifier " + id
                        + " is not supported for customization in " + world.region() + "."));
        world.offers().requireActive(base, "Customization");
        world.offers().requireAccess(base);
        String type = request.path("customizationType").asText("FINE_TUNING");
        if (!type.equals("FINE_TUNING")) {
            throw AwsError.validation("The customization type " + type + " is not supported for the model " + id + ".");
        }
        if (TrainingData.trainingUri(request).isEmpty()) {
            throw AwsError.validation("trainingDataConfig must have an s3Uri for customization type FINE_TUNING.");
        }
        String role = request.path("roleArn").textValue();
        if (!role.contains("::" + world.account() + ":role/")) {
            throw AwsError.validation("Could not assume provided IAM role. Please ensure that the role " + role
                    + " exists in this account and that its trust policy allows Bedrock to assume it.");
        }
        hyperparameters(request.path("hyperParameters"), base);
        return base;
    }

    /**
     * Returns the ARN of the key that a request specifies by key ID, alias, or ARN, or null if the request specifies
     * no key.
     */
    @Nullable
    String keyArn(ObjectNode request) {
        String key = request.path("customModelKmsKeyId").asText();
        if (key.isEmpty()) {
            return null;
        }
        String prefix = "arn:aws:kms:" + world.region() + ":" + world.account() + ":";
        return key.startsWith("arn:") ? key : prefix + (key.startsWith("alias/") ? key : "key/" + key);
    }

    static Map<String, String> hyperparameters(ObjectNode request) {
        Map<String, String> all = new TreeMap<>();
        request.path("hyperParameters")
                .properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().textValue()));
        return all;
    }

    private static void hyperparameters(JsonNode given, Model base) {
        given.properties().forEach(entry -> {
            String name = entry.getKey();
            Hyperparameter known = base.hyperparameter(name)
                    .orElseThrow(() -> AwsError.validation("Invalid hyperparameter " + name + " for " + base.id()
                            + ". Valid hyperparameters: "
                            + base.hyperparameters().stream()
                                    .map(Hyperparameter::name)
                                    .collect(Collectors.joining(", "))));
            if (!allowed(known, entry.getValue().textValue())) {
                throw AwsError.validation("Invalid value for hyperparameter " + name + ": "
                        + entry.getValue().textValue() + ". It must be " + (known.integer() ? "an integer " : "")
                        + "between " + known.min().toPlainString() + " and "
                        + known.max().toPlainString() + ".");
            }
        });
    }

    private static boolean allowed(Hyperparameter known, String value) {
        try {
            return known.allows(new BigDecimal(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
