package io.github.bedrockfinetuning.local.aws.authorization;

import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Request;

/** Decides on requests in the account. */
public interface Authorizer {
    Decision decide(Request request);
}
