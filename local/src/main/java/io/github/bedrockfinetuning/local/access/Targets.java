package io.github.bedrockfinetuning.local.access;

import io.github.bedrockfinetuning.local.iam.Circumstances;
import io.github.bedrockfinetuning.local.iam.Statement;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The resources of a stack that contain data or grant access to data: objects (identified by the prefixes in the
 * policies), buckets, keys, queues, topics, functions, state machines, roles, log groups, and parameters. Also
 * Bedrock models, jobs and endpoints, with and without the tag of the stack.
 */
final class Targets {
    /**
     * The actions that read, change, delete, or forward data. They are always tested, even if no policy of the stack
     * contains them.
     */
    private static final Map<String, List<String>> ALWAYS = Map.of(
            "object",
                    List.of(
                            "s3:GetObject",
                            "s3:GetObjectVersion",
                            "s3:PutObject",
                            "s3:DeleteObject",
                            "s3:DeleteObjectVersion"),
            "bucket",
                    List.of(
                            "s3:ListBucket",
                            "s3:ListBucketVersions",
                            "s3:PutBucketPolicy",
                            "s3:PutReplicationConfiguration",
                            "s3:DeleteBucket"),
            "AWS::KMS::Key",
                    List.of(
                            "kms:Decrypt",
                            "kms:Encrypt",
                            "kms:GenerateDataKey",
                            "kms:CreateGrant",
                            "kms:PutKeyPolicy",
                            "kms:ScheduleKeyDeletion"),
            "AWS::SQS::Queue", List.of("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:PurgeQueue"),
            "AWS::SNS::Topic", List.of("sns:Publish", "sns:Subscribe"),
            "AWS::Lambda::Function", List.of("lambda:InvokeFunction", "lambda:UpdateFunctionCode"),
            "AWS::StepFunctions::StateMachine", List.of("states:StartExecution", "states:UpdateStateMachine"),
            "AWS::IAM::Role", List.of("sts:AssumeRole", "iam:PassRole", "iam:PutRolePolicy"),
            "AWS::Logs::LogGroup", List.of("logs:PutLogEvents", "logs:GetLogEvents"));

    private static final Map<String, String> SERVICES = Map.of(
            "object", "s3",
            "bucket", "s3",
            "AWS::KMS::Key", "kms",
            "AWS::SQS::Queue", "sqs",
            "AWS::SNS::Topic", "sns",
            "AWS::Lambda::Function", "lambda",
            "AWS::StepFunctions::StateMachine", "states",
            "AWS::IAM::Role", "iam",
            "AWS::Logs::LogGroup", "logs");

    private static final Map<String, List<String>> BEDROCK = Map.of(
            "foundation-model", List.of("bedrock:InvokeModel", "bedrock:CreateModelCustomizationJob"),
            "inference-profile", List.of("bedrock:InvokeModel"),
            "model-customization-job",
                    List.of(
                            "bedrock:CreateModelCustomizationJob",
                            "bedrock:GetModelCustomizationJob",
                            "bedrock:StopModelCustomizationJob",
                            "bedrock:TagResource",
                            "bedrock:ListTagsForResource"),
            "custom-model",
                    List.of(
                            "bedrock:CreateModelCustomizationJob",
                            "bedrock:CreateCustomModelDeployment",
                            "bedrock:CreateProvisionedModelThroughput",
                            "bedrock:GetCustomModel",
                            "bedrock:DeleteCustomModel",
                            "bedrock:TagResource"),
            "custom-model-deployment",
                    List.of(
                            "bedrock:InvokeModel",
                            "bedrock:GetCustomModelDeployment",
                            "bedrock:DeleteCustomModelDeployment",
                            "bedrock:TagResource",
                            "bedrock:ListTagsForResource"),
            "provisioned-model",
                    List.of(
                            "bedrock:InvokeModel",
                            "bedrock:GetProvisionedModelThroughput",
                            "bedrock:DeleteProvisionedModelThroughput",
                            "bedrock:TagResource",
                            "bedrock:ListTagsForResource"));

    private final Template template;
    private final StackPolicies policies;
    private final AnyNames names;
    private final List<Target> targets = new ArrayList<>();

    private Targets(Template template, StackPolicies policies, AnyNames names) {
        this.template = template;
        this.policies = policies;
        this.names = names;
    }

    static List<Target> of(Template template, StackPolicies policies, AnyNames names) {
        Targets found = new Targets(template, policies, names);
        template.resources("AWS::S3::Bucket").forEach(found::bucket);
        for (String type : new TreeSet<>(ALWAYS.keySet())) {
            if (type.startsWith("AWS::")) {
                template.resources(type).forEach(resource -> found.resource(type, resource));
            }
        }
        found.otherArns();
        return found.targets;
    }

    private void bucket(Resource bucket) {
        String arn = names.arn(bucket);
        String name = Labels.of(bucket.logicalId());
        add(name, arn, "bucket");
        Set<String> keys = new TreeSet<>();
        for (Statement statement : policies.statements()) {
            statement.resources().stream()
                    .filter(resource -> resource.startsWith(arn + "/"))
                    .forEach(resource -> keys.add(resource.substring(arn.length() + 1)));
        }
        keys.remove("*");
        keys.add("elsewhere");
        keys.forEach(key -> add(name + "/" + key, arn + "/" + key.replace("*", "any"), "object"));
    }

    private void resource(String type, Resource resource) {
        String arn = names.arn(resource);
        String name = Labels.of(resource.logicalId());
        switch (type) {
            case "AWS::Lambda::Function" -> add(name + ":version", arn + ":1", type);
            case "AWS::Logs::LogGroup" -> {
                add(name, arn.replaceFirst(":\\*$", ":log-stream:any"), type);
                return;
            }
            case "AWS::StepFunctions::StateMachine" -> execution(name, arn);
            default -> {}
        }
        add(name, arn, type);
    }

    private void execution(String machine, String arn) {
        targets.add(new Target(
                machine + ":execution",
                arn.replace(":stateMachine:", ":execution:") + ":any",
                Map.of(),
                List.of(
                        "states:DescribeExecution",
                        "states:GetExecutionHistory",
                        "states:StopExecution",
                        "states:RedriveExecution")));
    }

    private void add(String name, String arn, String kind) {
        Set<String> actions = new TreeSet<>(ALWAYS.get(kind));
        String service = SERVICES.get(kind);
        boolean objects = kind.equals("object");
        for (Statement statement : policies.statements()) {
            statement.actions().stream()
                    .filter(action -> action.startsWith(service + ":") && action.indexOf('*') < 0)
                    .filter(action -> !service.equals("s3") || action.contains("Object") == objects)
                    .filter(action -> !kind.endsWith("StateMachine")
                            || !action.contains("Execution")
                            || action.equals("states:StartExecution"))
                    .filter(action -> !service.equals("logs") || action.contains("Log") && onGroups(statement))
                    .filter(action -> !action.equals("s3:AbortMultipartUpload") || objects)
                    .forEach(actions::add);
        }
        targets.add(new Target(name, arn, Map.of(), List.copyOf(actions)));
    }

    private static boolean onGroups(Statement statement) {
        return statement.resources().stream().noneMatch("*"::equals);
    }

    /** Adds Bedrock resources and parameters. They are not resources of the template, but occur in its policies. */
    private void otherArns() {
        Map<String, String> tags = tags();
        Map<String, Target> found = new TreeMap<>();
        for (Statement statement : policies.statements()) {
            for (String arn : statement.resources()) {
                String[] parts = arn.split(":", 6);
                if (parts.length == 6 && parts[2].equals("bedrock")) {
                    bedrock(arn, parts, tags, found);
                } else if (parts.length == 6 && parts[2].equals("ssm")) {
                    found.put(
                            arn,
                            new Target(
                                    parts[5],
                                    arn.replace("*", "any"),
                                    Map.of(),
                                    List.of("ssm:GetParameter", "ssm:PutParameter")));
                }
            }
        }
        targets.addAll(found.values());
        Set<String> anywhere = new TreeSet<>();
        policies.statements().stream()
                .filter(statement -> statement.principals().isEmpty()
                        && statement.resources().contains("*"))
                .forEach(statement -> anywhere.addAll(statement.actions()));
        targets.add(new Target("*", "*", Map.of(), List.copyOf(anywhere)));
    }

    private static void bedrock(String arn, String[] parts, Map<String, String> tags, Map<String, Target> found) {
        String type = parts[5].replaceFirst("/.*", "");
        List<String> actions = BEDROCK.getOrDefault(type, List.of());
        String one = arn.replace("*", "any");
        if (type.equals("foundation-model") || type.equals("inference-profile")) {
            found.put(arn, new Target(parts[5], one, Map.of(), actions));
            return;
        }
        found.put(arn + " own", new Target(type + " of this stack", one, tags, actions));
        Map<String, String> others = new LinkedHashMap<>();
        tags.forEach((key, value) -> others.put(key, "another"));
        found.put(arn + " other", new Target(type + " of others", one, others, actions));
    }

    /** Returns the tags that the policies use to identify resources of the stack. */
    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        for (Statement statement : policies.statements()) {
            Circumstances.of(statement).forEach((key, value) -> {
                if (key.toLowerCase(Locale.ROOT).startsWith("aws:resourcetag/")) {
                    tags.put(key, value);
                }
            });
        }
        return tags;
    }
}
