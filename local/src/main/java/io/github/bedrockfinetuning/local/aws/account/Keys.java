package io.github.bedrockfinetuning.local.aws.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Simulates AWS KMS: the customer managed keys of the account and their states. The simulation does not encrypt data.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html">DescribeKey</a>
 */
public final class Keys extends JsonService {
    private final String region;
    private final String account;
    /** The key states, by key ARN. */
    private final Map<String, String> states = new LinkedHashMap<>();

    public Keys(String region, String account) {
        super("kms", new JsonRpc("1.1"), Shapes.of("kms"), "KeyId");
        this.region = region;
        this.account = account;
    }

    public void create(String arn) {
        state(arn, "Enabled");
    }

    /** @param state a key state: Enabled, Disabled, PendingDeletion, ... */
    public synchronized void state(String arn, String state) {
        states.put(arn, state);
    }

    /** Returns the ARNs of all keys. */
    public synchronized List<String> arns() {
        return List.copyOf(states.keySet());
    }

    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of("kms:" + call.operation(), arn(call.resource())));
    }

    @Override
    public AwsError internalError() {
        return new AwsError("KMSInternalException", 500, "An internal error occurred.");
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("DescribeKey", this::describe);
    }

    private synchronized JsonNode describe(ObjectNode input) {
        String arn = arn(input.path("KeyId").asText());
        String state = states.get(arn);
        if (state == null) {
            throw new AwsError("NotFoundException", 400, "Key '" + arn + "' does not exist");
        }
        ObjectNode answer = Json.object();
        answer.putObject("KeyMetadata")
                .put("AWSAccountId", account)
                .put("KeyId", arn.substring(arn.indexOf("key/") + "key/".length()))
                .put("Arn", arn)
                .put("Enabled", state.equals("Enabled"))
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("KeyState", state)
                .put("KeyManager", "CUSTOMER")
                .put("KeySpec", "SYMMETRIC_DEFAULT");
        return answer;
    }

    private String arn(String idOrArn) {
        return idOrArn.startsWith("arn:") ? idOrArn : "arn:aws:kms:" + region + ":" + account + ":key/" + idOrArn;
    }
}
