package io.github.bedrockfinetuning.local.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that apply to a request.
 *
 * @param identity the identity-based policies of the principal
 * @param boundary the permissions boundary of the principal
 * @param session the policy that was passed when the role session was created
 * @param resource the policy of the resource: a bucket policy, a key policy, or the trust policy of a role
 * @param publicAccessBlocked whether the bucket restricts public policies (RestrictPublicBuckets)
 */
public record Policies(
        List<Policy> identity,
        @Nullable Policy boundary,
        @Nullable Policy session,
        @Nullable Policy resource,
        boolean publicAccessBlocked) {
    public Policies {
        identity = List.copyOf(identity);
    }
}
