package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The client request tokens of one create operation: the same token and parameters give the same resource again. */
final class RequestTokens {
    private record Use(ObjectNode parameters, String arn) {}

    private final Map<String, Use> uses = new HashMap<>();
    private final Function<String, AwsError> mismatch;

    /** @param mismatch the error, from a message, for a token that comes back with other parameters */
    RequestTokens(Function<String, AwsError> mismatch) {
        this.mismatch = mismatch;
    }

    /** The ARN that this request has made before. */
    Optional<String> repeated(ObjectNode input) {
        String token = input.path("clientRequestToken").asText();
        Use use = uses.get(token);
        if (token.isEmpty() || use == null) {
            return Optional.empty();
        }
        if (!use.parameters().equals(input)) {
            throw mismatch.apply("The client request token " + token
                    + " has been used before with different parameters, for " + use.arn() + ".");
        }
        return Optional.of(use.arn());
    }

    void remember(ObjectNode input, String arn) {
        uses.put(input.path("clientRequestToken").asText(), new Use(input.deepCopy(), arn));
    }

    /** A resource that is gone can be made again with its token. */
    void forget(String arn) {
        uses.values().removeIf(use -> use.arn().equals(arn));
    }
}
