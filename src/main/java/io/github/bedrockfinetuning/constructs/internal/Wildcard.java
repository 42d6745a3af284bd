package io.github.bedrockfinetuning.constructs.internal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * A wildcard at the end of a resource in the workflow's policies, and the reason that the resource cannot be narrower.
 */
enum Wildcard {
    NO_RESOURCES(
            "^\\*$",
            "xray:Put(TraceSegments|TelemetryRecords)|xray:GetSampling(Rules|Targets)"
                    + "|logs:(Create|Get|Update|Delete)LogDelivery|logs:ListLogDeliveries"
                    + "|logs:PutResourcePolicy|logs:Describe(ResourcePolicies|LogGroups)"
                    + "|bedrock:List(ModelCustomizationJobs|CustomModelDeployments|ProvisionedModelThroughputs)"
                    + "|bedrock:Get(ModelInvocationLoggingConfiguration|AccountDataRetention)"
                    + "|ec2:Describe(DhcpOptions|NetworkInterfaces|SecurityGroups|Subnets|Vpcs)"
                    + "|servicequotas:GetServiceQuota",
            "AWS knows no resources for these actions: tracing, log delivery, quotas, Bedrock's lists and settings, EC2's"
                    + " descriptions."),
    INTERFACES_OF_LAMBDA(
            "^\\*$",
            "ec2:((Assign|Unassign)PrivateIpAddresses|(Create|Delete)NetworkInterface"
                    + "|Describe(NetworkInterfaces|Subnets))",
            "Lambda asks for these on all resources to put a function into a network; the function's code is denied them."),
    INTERFACES_OF_JOBS(
            ":network-interface\\/\\*$",
            "ec2:(CreateNetworkInterface|CreateTags|CreateNetworkInterfacePermission|DeleteNetworkInterface"
                    + "|DeleteNetworkInterfacePermission)",
            "EC2 makes up an interface's id. Bedrock's are bound to its own tags and to the network's subnets."),
    OBJECTS(
            "\\/(inbox|staged|runs|reports|jobs|answers|not-started)\\/\\*(\\/[a-z]+\\.jsonl?)?$",
            "s3:.*",
            "Objects are named when they are dropped, by their run's id or by what was asked, so the prefix is the narrowest name."),
    BEDROCK(
            ":(custom-model|custom-model-deployment|model-customization-job|provisioned-model)\\/\\*$",
            "bedrock:.*",
            "Bedrock makes up the ARN's last part. Creating, deleting and asking are bound to the workflow's tag."),
    MODEL_IN_ANY_REGION(
            ":bedrock:\\*::foundation-model\\/[^*]+$",
            "bedrock:InvokeModel",
            "AWS decides which Regions an inference profile spans; only calls through the pinned profile get there."),
    VERSIONS(
            "\\.Arn>:\\*$|\\}:\\*$",
            "lambda:InvokeFunction",
            "Versions of this one function: an execution calls those that were current when it was started."),
    EXECUTIONS(
            ":execution:[^*]+[:/]\\*$",
            "states:.*",
            "Executions of this one state machine; their names are the runs' ids."),
    PARAMETERS(
            ":parameter\\/fine-tuning\\/[^*]+\\/\\*$",
            "ssm:.*",
            "One parameter a dataset below the workflow's own path, named when a model is promoted.");

    private final String resource;
    private final Pattern actions;
    private final String reason;

    Wildcard(String resource, String actions, String reason) {
        this.resource = resource;
        this.actions = Pattern.compile(actions);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** Returns the regular expression, in JavaScript syntax, of the text that cdk-nag reports. */
    String finding() {
        return "/" + (resource.equals(NO_RESOURCES.resource) ? "^Resource::\\*$" : resource) + "/";
    }

    /** Returns the wildcards of a statement. */
    static List<Wildcard> of(PolicyStatement statement) {
        List<String> starred = statement.getResources().stream()
                .filter(resource -> resource.contains("*"))
                .toList();
        return starred.isEmpty()
                ? List.of()
                : Arrays.stream(values())
                        .filter(wildcard -> statement.getActions().stream()
                                .allMatch(action ->
                                        wildcard.actions.matcher(action).matches()))
                        .filter(wildcard -> starred.stream().anyMatch(wildcard::ends))
                        .toList();
    }

    private boolean ends(String starred) {
        return Pattern.compile(resource).matcher(starred).find();
    }
}
