package io.github.bedrockfinetuning.local.aws.authorization;

import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;

/** Decides whether requests in the account are allowed. */
public interface Authorizer {
    Decision decide(AuthorizationRequest request);
}
