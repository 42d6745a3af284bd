package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client request tokens of a create operation. A request with the same token and the same parameters returns the
 * same resource.
 */
final class RequestTokens {
    private record Use(ObjectNode parameters, String arn) {}

    private final Map<String, Use> uses = new HashMap<>();
    private final Function<String, AwsError> mismatch;

    /** @param mismatch creates the error for a token that is repeated with different parameters */
    RequestTokens(Function<String, AwsError> mismatch) {
        this.mismatch = mismatch;
    }

    /**
     * Returns the ARN of the resource that an earlier request with this token created, or an empty Optional if there
     * is none.
     */
    Optional<String> repeated(ObjectNode input) {
        String token = input.path("clientRequestToken").asText();
        Use use = uses.get(token);
        if (token.isEmpty() || use == null) {
            return Optional.empty();
        }
        if (!use.parameters().equals(input)) {
            throw mismatch.apply("The client request token " + token
                    + " was already used with different parameters for " + use.arn() + ".");
        }
        return Optional.of(use.arn());
    }

    void remember(ObjectNode input, String arn) {
        uses.put(input.path("clientRequestToken").asText(), new Use(input.deepCopy(), arn));
    }

    /** Removes the token of a deleted resource so that the token can be used again. */
    void forget(String arn) {
        uses.values().removeIf(use -> use.arn().equals(arn));
    }
}
