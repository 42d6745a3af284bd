package io.github.bedrockfinetuning.local.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.events.EventBus;
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
    private static final int LONGEST_ADVANCED_VALUE = 8192;

    /**
     * The maximum length of a name in characters, including the part of the ARN that precedes the name.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
     */
    private static final int LONGEST_NAME = 1011;

    private static final int MOST_ON_A_PAGE = 10;
    private static final int VERSIONS_KEPT = 100;

    private record Version(long number, String type, String value, String description, Instant modified) {}

    private final VirtualClock clock;
    private final EventBus events;
    private final String region;
    private final String account;
    private final Map<String, List<Version>> parameters = new TreeMap<>();

    public Parameters(VirtualClock clock, EventBus events, String region, String account) {
        super("ssm", new JsonRpc("1.1"), Shapes.of("ssm"), "Name", "Path");
        this.clock = clock;
        this.events = events;
        this.region = region;
        this.account = account;
    }

    /** Returns the current value of a parameter. */
    public synchronized Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name))
                .map(versions -> newest(versions).value());
    }

    /**
     * Creates a parameter that a CloudFormation template defines.
     *
     * @param tier Standard, Advanced or Intelligent-Tiering
     * @throws AwsError if Parameter Store would reject the name, the value or the type, or the name is in use
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html">
     *     AWS::SSM::Parameter</a>
     */
    public synchronized void create(String name, String type, String value, String tier) {
        requireName(name);
        if (!type.equals("String") && !type.equals("StringList")) {
            throw AwsError.validation("CloudFormation cannot create a parameter of type " + type + ".");
        }
        requireFits(value, tier.equals("Standard") ? LONGEST_STANDARD_VALUE : LONGEST_ADVANCED_VALUE);
        if (parameters.containsKey(name)) {
            throw alreadyExists();
        }
        parameters.put(name, new ArrayList<>(List.of(new Version(1, type, value, "", clock.now()))));
    }

    /**
     * Updates a parameter of a CloudFormation template. The parameter gets a new version.
     *
     * @throws AwsError if the value is too long, or the parameter does not exist
     */
    public synchronized void update(String name, String type, String value, String tier) {
        requireFits(value, tier.equals("Standard") ? LONGEST_STANDARD_VALUE : LONGEST_ADVANCED_VALUE);
        List<Version> versions = parameters.get(name);
        if (versions == null) {
            throw new AwsError("ParameterNotFound", 400, "");
        }
        versions.add(new Version(newest(versions).number() + 1, type, value, "", clock.now()));
    }

    /** Sets a parameter without an API request. */
    public synchronized void set(String name, String value) {
        parameters.put(name, new ArrayList<>(List.of(new Version(1, "String", value, "", clock.now()))));
    }

    /** Removes a parameter. */
    public synchronized void remove(String name) {
        parameters.remove(name);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A list is allowed or denied as a whole, by the path as the caller writes it: whoever can list a path can read all
     * parameters below it, and a permission for {@code path/*} does not include the path.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">
     *     GetParametersByPath</a>, Recursive
     * @see <a href="https://github.com/aws/aws-dotnet-extensions-configuration/issues/108">A denial by Parameter Store
     *     that names the path as the resource</a>
     */
    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of("ssm:" + call.operation(), arn(call.resource())));
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of(
                "PutParameter", this::put,
                "GetParameter", this::get,
                "GetParametersByPath", this::list,
                "GetParameterHistory", this::history);
    }

    private synchronized JsonNode put(ObjectNode input) {
        String name = input.path("Name").asText();
        requireName(name);
        String value = input.path("Value").asText();
        requireFits(value, LONGEST_STANDARD_VALUE);
        List<Version> known = parameters.get(name);
        if (known != null && !input.path("Overwrite").asBoolean()) {
            throw alreadyExists();
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
        changed(name, type, known == null ? "Create" : "Update");
        return Json.object().put("Version", number).put("Tier", "Standard");
    }

    /**
     * Publishes the event for a changed parameter.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">Events of
     *     Parameter Store</a>
     */
    private void changed(String name, String type, String operation) {
        ObjectNode detail = Json.object().put("name", name).put("type", type).put("operation", operation);
        events.publish("aws.ssm", "Parameter Store Change", List.of(arn(name)), detail);
    }

    private void requireName(String name) {
        if (!name.matches("(/[A-Za-z0-9_.-]+){1,15}|[A-Za-z0-9_.-]+") || name.matches("(?i)/?(aws|ssm).*")) {
            throw AwsError.validation("Parameter name " + name
                    + " is not allowed. A name can contain only letters, digits, and the characters _.-/, can "
                    + "have at most 15 levels, and cannot begin with aws or ssm.");
        }
        if (arn(name).length() > LONGEST_NAME) {
            throw AwsError.validation("Parameter name " + name
                    + " is too long. The name, including the ARN that precedes it, can have at most "
                    + LONGEST_NAME + " characters.");
        }
    }

    private static void requireFits(String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw AwsError.validation((longest == LONGEST_STANDARD_VALUE ? "Standard" : "Advanced")
                    + " tier parameters support a maximum parameter value of " + longest + " characters.");
        }
    }

    private static AwsError alreadyExists() {
        return new AwsError(
                "ParameterAlreadyExists",
                400,
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }

    private synchronized JsonNode list(ObjectNode input) {
        String path = input.path("Path").asText();
        if (!path.startsWith("/")) {
            throw AwsError.validation("The parameter doesn't meet the parameter name requirements. The parameter path"
                    + " must begin with a forward slash \"/\".");
        }
        String parent = path.endsWith("/") ? path : path + "/";
        List<String> names = parameters.keySet().stream()
                .filter(name -> name.startsWith(parent))
                .filter(name -> input.path("Recursive").asBoolean() || name.indexOf('/', parent.length()) < 0)
                .toList();
        int from = input.path("NextToken").asInt(0);
        int to = Math.min(names.size(), from + input.path("MaxResults").asInt(MOST_ON_A_PAGE));
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("Parameters");
        names.subList(from, to).forEach(name -> listed.add(describe(name, newest(versions(name)))));
        if (to < names.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
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
