package io.github.bedrockfinetuning.local.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Simulates AWS Systems Manager Parameter Store with versioned strings.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/">Systems Manager API</a>
 */
public final class Parameters extends JsonService {
    private static final int LONGEST_STANDARD_VALUE = 4096;
    private static final int VERSIONS_KEPT = 100;

    private record Version(long number, String type, String value, String description, Instant modified) {}

    private final VirtualClock clock;
    private final String region;
    private final String account;
    private final Map<String, List<Version>> parameters = new TreeMap<>();

    public Parameters(VirtualClock clock, String region, String account) {
        super("ssm", new JsonRpc("1.1"), Shapes.of("ssm"), "Name");
        this.clock = clock;
        this.region = region;
        this.account = account;
    }

    /** Returns the current value of a parameter. */
    public synchronized Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name))
                .map(versions -> newest(versions).value());
    }

    /** Sets a parameter without an API request. */
    public synchronized void set(String name, String value) {
        parameters.put(name, new ArrayList<>(List.of(new Version(1, "String", value, "", clock.now()))));
    }

    /** Removes a parameter. */
    public synchronized void remove(String name) {
        parameters.remove(name);
    }

    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of("ssm:" + call.operation(), arn(call.resource())));
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of(
                "PutParameter", this::put,
                "GetParameter", this::get,
                "GetParameterHistory", this::history);
    }

    private synchronized JsonNode put(ObjectNode input) {
        String name = input.path("Name").asText();
        if (!name.matches("(/[A-Za-z0-9_.-]+){1,15}|[A-Za-z0-9_.-]+") || name.matches("(?i)/?(aws|ssm).*")) {
            throw AwsError.validation(
                    "Parameter name " + name + " is not allowed: letters, digits and _.-/ only, at most"
                            + " fifteen levels, and not beginning with aws or ssm.");
        }
        String value = input.path("Value").asText();
        if (value.isEmpty() || value.length() > LONGEST_STANDARD_VALUE) {
            throw AwsError.validation("Standard tier parameters support a maximum parameter value of 4096 characters.");
        }
        List<Version> known = parameters.get(name);
        if (known != null && !input.path("Overwrite").asBoolean()) {
            throw new AwsError(
                    "ParameterAlreadyExists",
                    400,
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        }
        if (known == null && !input.has("Type")) {
            throw AwsError.validation("A parameter type is required when you create a parameter.");
        }
        List<Version> versions = parameters.computeIfAbsent(name, n -> new ArrayList<>());
        long number = versions.isEmpty() ? 1 : newest(versions).number() + 1;
        String type = input.path("Type")
                .asText(versions.isEmpty() ? "" : newest(versions).type());
        versions.add(new Version(number, type, value, input.path("Description").asText(""), clock.now()));
        if (versions.size() > VERSIONS_KEPT) {
            versions.remove(0);
        }
        return Json.object().put("Version", number).put("Tier", "Standard");
    }

    private synchronized JsonNode get(ObjectNode input) {
        String name = input.path("Name").asText();
        ObjectNode answer = Json.object();
        answer.set("Parameter", describe(name, newest(versions(name))));
        return answer;
    }

    private synchronized JsonNode history(ObjectNode input) {
        String name = input.path("Name").asText();
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("Parameters");
        versions(name)
                .forEach(version -> listed.add(describe(name, version).put("Description", version.description())));
        return answer;
    }

    private List<Version> versions(String name) {
        List<Version> versions = parameters.get(name);
        if (versions == null) {
            throw new AwsError("ParameterNotFound", 400, "Parameter " + name + " not found.");
        }
        return versions;
    }

    private static Version newest(List<Version> versions) {
        return versions.get(versions.size() - 1);
    }

    private ObjectNode describe(String name, Version version) {
        return Json.object()
                .put("Name", name)
                .put("Type", version.type())
                .put("Value", version.value())
                .put("Version", version.number())
                .put("LastModifiedDate", version.modified().toEpochMilli() / 1000.0)
                .put("ARN", arn(name))
                .put("DataType", "text");
    }

    private String arn(String name) {
        return "arn:aws:ssm:" + region + ":" + account + ":parameter" + (name.startsWith("/") ? "" : "/") + name;
    }
}
