package io.github.bedrockfinetuning.local.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A permission that a request requires.
 *
 * @param action the action, such as {@code s3:GetObject}
 * @param resource an ARN, or {@code *}
 * @param context the condition keys of this request, in addition to the keys that AWS sets for every request
 */
public record Need(String action, String resource, Map<String, String> context) {
    public Need {
        context = Map.copyOf(context);
    }

    public static Need of(String action, String resource) {
        return new Need(action, resource, Map.of());
    }

    /**
     * Returns the permissions that a service needs to use a key on behalf of the caller, or an empty list if {@code
     * keyArn} is null.
     */
    public static List<Need> ofKey(
            @Nullable String keyArn,
            String service,
            String region,
            String account,
            Map<String, String> context,
            String... actions) {
        if (keyArn == null) {
            return List.of();
        }
        Map<String, String> all = new TreeMap<>(context);
        all.put("kms:ViaService", service + "." + region + ".amazonaws.com");
        all.put("kms:CallerAccount", account);
        return java.util.Arrays.stream(actions)
                .map(action -> new Need("kms:" + action, keyArn, all))
                .toList();
    }
}
