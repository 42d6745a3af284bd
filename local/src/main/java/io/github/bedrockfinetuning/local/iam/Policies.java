package io.github.bedrockfinetuning.local.iam;

import java.util.List;

/**
 * The policies that apply to one request.
 *
 * @param identity attached to the principal
 * @param boundary the permissions boundary of the principal; null without one
 * @param session passed when the session was made; null without one
 * @param resource the resource's own: a bucket's, a key's, a role's trust policy; null without one
 * @param publicAccessBlocked whether the bucket restricts public policies (RestrictPublicBuckets)
 */
public record Policies(
        List<Policy> identity, Policy boundary, Policy session, Policy resource, boolean publicAccessBlocked) {
    public Policies {
        identity = List.copyOf(identity);
    }
}
