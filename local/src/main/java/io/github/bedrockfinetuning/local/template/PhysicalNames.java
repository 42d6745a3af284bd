package io.github.bedrockfinetuning.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.zip.CRC32;

/** Generates physical names and ARNs in the style of CloudFormation. The same template always gets the same names. */
public final class PhysicalNames implements Template.Attributes {
    private static final Map<String, BiFunction<PhysicalNames, String, String>> ARNS = Map.ofEntries(
            Map.entry("AWS::S3::Bucket", (names, name) -> "arn:aws:s3:::" + name),
            Map.entry("AWS::KMS::Key", (names, name) -> names.arn("kms", "key/" + name)),
            Map.entry("AWS::SQS::Queue", (names, name) -> names.arn("sqs", name)),
            Map.entry("AWS::SNS::Topic", (names, name) -> names.arn("sns", name)),
            Map.entry("AWS::IAM::ManagedPolicy", (names, name) -> "arn:aws:iam::" + names.account + ":policy/" + name),
            Map.entry("AWS::IAM::Role", (names, name) -> "arn:aws:iam::" + names.account + ":role/" + name),
            Map.entry("AWS::Lambda::Function", (names, name) -> names.arn("lambda", "function:" + name)),
            Map.entry("AWS::StepFunctions::StateMachine", (names, name) -> names.arn("states", "stateMachine:" + name)),
            Map.entry("AWS::Logs::LogGroup", (names, name) -> names.arn("logs", "log-group:" + name + ":*")),
            Map.entry("AWS::Events::Rule", (names, name) -> names.arn("events", "rule/" + name)),
            Map.entry("AWS::CloudWatch::Alarm", (names, name) -> names.arn("cloudwatch", "alarm:" + name)),
            Map.entry("AWS::Scheduler::Schedule", (names, name) -> names.arn("scheduler", "schedule/default/" + name)));

    /** The property that contains the name of a resource, for types that keep the name in the template. */
    private static final Map<String, String> GIVEN = Map.of(
            "AWS::IAM::Role", "RoleName",
            "AWS::Logs::LogGroup", "LogGroupName",
            "AWS::S3::Bucket", "BucketName",
            "AWS::SSM::Parameter", "Name");

    /**
     * The maximum length of generated names. CloudFormation shortens the stack name and the logical ID to stay within
     * the limit of the service, in a way that it does not document.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming
     *     rules</a>
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">
     *     CreateQueue</a>
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html">
     *     CreateStateMachine</a>
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html">PutRule</a>
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">
     *     CreateSchedule</a>
     */
    private static final Map<String, Integer> LONGEST = Map.of(
            "AWS::S3::Bucket", 63,
            "AWS::IAM::Role", 64,
            "AWS::Lambda::Function", 64,
            "AWS::SQS::Queue", 80,
            "AWS::StepFunctions::StateMachine", 80,
            "AWS::Events::Rule", 64,
            "AWS::Scheduler::Schedule", 64);

    private static final int LONGEST_OTHERS = 128;

    private final String stack;
    private final String region;
    private final String account;
    private final Map<String, Integer> versions;

    /** Creates the names of a new stack. The first version of each function is 1. */
    public PhysicalNames(String stack, String region, String account) {
        this(stack, region, account, Map.of());
    }

    /** @param versions the numbers of function versions by logical ID; 1 for all others */
    public PhysicalNames(String stack, String region, String account, Map<String, Integer> versions) {
        this.versions = Map.copyOf(versions);
        this.stack = stack;
        this.region = region;
        this.account = account;
    }

    /** Returns the pseudo parameters of the stack. */
    public Map<String, String> pseudoParameters() {
        return Map.of(
                "AWS::Region",
                region,
                "AWS::AccountId",
                account,
                "AWS::Partition",
                "aws",
                "AWS::URLSuffix",
                "amazonaws.com",
                "AWS::StackName",
                stack,
                "AWS::StackId",
                "arn:aws:cloudformation:" + region + ":" + account + ":stack/" + stack + "/1");
    }

    /**
     * Returns the name of a resource. Roles, log groups, buckets, and parameters keep the name in the template. The name of
     * a KMS key is a UUID. All other names consist of the stack name, the logical ID and a suffix.
     */
    public String name(Resource resource) {
        Optional<String> given = text(resource.properties().path(GIVEN.getOrDefault(resource.type(), "")));
        if (given.isPresent()) {
            return given.get();
        }
        if (resource.type().equals("AWS::KMS::Key")) {
            return UUID.nameUUIDFromBytes((stack + "/" + resource.logicalId()).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        String id = resource.logicalId();
        CRC32 crc = new CRC32();
        crc.update((stack + "/" + resource.logicalId()).getBytes(StandardCharsets.UTF_8));
        String suffix = HexFormat.of().toHexDigits(crc.getValue(), 8);
        if (resource.type().equals("AWS::EC2::Subnet") || resource.type().equals("AWS::EC2::SecurityGroup")) {
            return (resource.type().equals("AWS::EC2::Subnet") ? "subnet-" : "sg-") + suffix;
        }
        String end = "-" + id.substring(0, Math.min(id.length(), 24)) + "-" + suffix;
        int room = LONGEST.getOrDefault(resource.type(), LONGEST_OTHERS) - end.length();
        String name = stack.substring(0, Math.min(stack.length(), room)) + end;
        return resource.type().equals("AWS::S3::Bucket") ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Returns a name in the template, which can contain pseudo parameters; empty if CloudFormation generates the name. */
    private Optional<String> text(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value.textValue());
        }
        if (value.path("Fn::Join").path(1).isArray()) {
            StringBuilder joined = new StringBuilder();
            for (JsonNode part : value.path("Fn::Join").get(1)) {
                String text = part.isTextual()
                        ? part.textValue()
                        : pseudoParameters().get(part.path("Ref").asText());
                if (text == null) {
                    return Optional.empty();
                }
                joined.append(
                                joined.isEmpty()
                                        ? ""
                                        : value.path("Fn::Join").get(0).asText())
                        .append(text);
            }
            return Optional.of(joined.toString());
        }
        return Optional.empty();
    }

    @Override
    public String ref(Resource resource) {
        return switch (resource.type()) {
            case "AWS::SNS::Topic", "AWS::StepFunctions::StateMachine", "AWS::IAM::ManagedPolicy" -> arn(resource);
            case "AWS::Lambda::Version" -> versionArn(resource);
            case "AWS::SQS::Queue" -> "https://sqs." + region + ".amazonaws.com/" + account + "/" + name(resource);
            default -> name(resource);
        };
    }

    @Override
    public String attribute(Resource resource, String attribute) {
        return switch (attribute) {
            case "Arn", "TopicArn" -> arn(resource);
            case "Name", "QueueName", "TopicName", "GroupId" -> name(resource);
            case "Version" -> Integer.toString(version(resource));
            case "VpcId" -> name(resource);
            case "DefaultSecurityGroup" -> "sg-" + name(resource);
            case "DomainName" -> name(resource) + ".s3.amazonaws.com";
            case "RegionalDomainName" -> name(resource) + ".s3." + region + ".amazonaws.com";
            default ->
                throw new IllegalArgumentException("The template uses the attribute " + attribute + " of "
                        + resource.type() + " " + resource.logicalId() + ", which is not simulated.");
        };
    }

    /** Returns the ARN of a log group in the format that policies use. */
    public String logGroupArn(String name) {
        return arn("logs", "log-group:" + name + ":*");
    }

    public String arn(Resource resource) {
        BiFunction<PhysicalNames, String, String> form = ARNS.get(resource.type());
        if (form == null) {
            throw new IllegalArgumentException("The template uses the ARN of " + resource.logicalId() + " ("
                    + resource.type() + "), which is not simulated.");
        }
        return form.apply(this, name(resource));
    }

    private String versionArn(Resource version) {
        String function = version.properties().path("FunctionName").path("Ref").textValue();
        return arn(new Resource(function, "AWS::Lambda::Function", version.properties())) + ":" + version(version);
    }

    private int version(Resource version) {
        return versions.getOrDefault(version.logicalId(), 1);
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }
}
