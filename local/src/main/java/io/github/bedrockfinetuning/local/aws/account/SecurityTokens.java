package io.github.bedrockfinetuning.local.aws.account;

import io.github.bedrockfinetuning.local.aws.api.QueryService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Simulates the GetCallerIdentity operation of AWS STS.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public final class SecurityTokens extends QueryService {
    private final String account;

    public SecurityTokens(String account) {
        super("sts", "https://sts.amazonaws.com/doc/2011-06-15/", "");
        this.account = account;
    }

    /**
     * Returns an empty list of permissions. The documentation states that "No permissions are required to perform
     * this operation", and policies cannot deny it.
     */
    @Override
    public List<Need> needs(Call call) {
        return List.of();
    }

    @Override
    protected Map<String, Query> operations() {
        return Map.of(
                "GetCallerIdentity",
                new Query(
                        Set.of(),
                        call -> Json.object()
                                .put(
                                        "Arn",
                                        "arn:aws:sts::" + account + ":assumed-role/" + call.role() + "/" + call.role())
                                .put("UserId", "AROAEXAMPLE:" + call.role())
                                .put("Account", account)));
    }
}
