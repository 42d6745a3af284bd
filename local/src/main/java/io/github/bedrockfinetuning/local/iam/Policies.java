package io.github.bedrockfinetuning.local.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that apply to one request.
 *
 * @param identity the policies attached to the principal
 * @param boundary the permissions boundary of the principal
 * @param session the policy that was passed when the role session was created
 * @param resource the policy of the resource: a bucket policy, a key policy, or a role's trust policy
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
