package io.github.bedrockfinetuning.constructs.internal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The wildcards at the end of resource ARNs in the workflow's policies, with the reason that each resource cannot be
 * narrower.
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
            "These actions do not support resource-level permissions: tracing, log delivery, quotas, Bedrock's List actions and settings, and EC2's Describe actions."),
    INTERFACES_OF_LAMBDA(
            "^\\*$",
            "ec2:((Assign|Unassign)PrivateIpAddresses|(Create|Delete)NetworkInterface"
                    + "|Describe(NetworkInterfaces|Subnets))",
            "Lambda requires these permissions on all resources to connect a function to a VPC. They "
                    + "are denied to the function's own code."),
    INTERFACES_OF_JOBS(
            ":network-interface\\/\\*$",
            "ec2:(CreateNetworkInterface|CreateTags|CreateNetworkInterfacePermission|DeleteNetworkInterface"
                    + "|DeleteNetworkInterfacePermission)",
            "EC2 generates the ID of a network interface. Conditions restrict Bedrock's interfaces to its own tags and to the network's subnets."),
    OBJECTS(
            "\\/(inbox|staged|runs|reports|jobs|answers|not-started)\\/\\*(\\/[a-z]+\\.jsonl?)?$",
            "s3:.*",
            "Object names are known only after an upload, because they are derived from the run's ID "
                    + "or from the questions. Therefore, the prefix is the narrowest resource."),
    BEDROCK(
            ":(custom-model|custom-model-deployment|model-customization-job|provisioned-model)\\/\\*$",
            "bedrock:.*",
            "Bedrock generates the last part of the ARN. Conditions restrict creation, deletion, and invocation to the workflow's tag."),
    MODEL_IN_ANY_REGION(
            ":bedrock:\\*::foundation-model\\/[^*]+$",
            "bedrock:InvokeModel",
            "AWS determines the Regions of an inference profile. These resources can be accessed only "
                    + "through the pinned profile."),
    VERSIONS(
            "\\.Arn>:\\*$|\\}:\\*$",
            "lambda:InvokeFunction",
            "The wildcard matches the versions of this function. An execution calls the version that "
                    + "was current when the execution started."),
    EXECUTIONS(
            ":execution:[^*]+[:/]\\*$",
            "states:.*",
            "The wildcard matches the executions of this state machine, whose names are the IDs of " + "runs."),
    PARAMETERS(
            ":parameter\\/fine-tuning\\/[^*]+\\/\\*$",
            "ssm:.*",
            "The wildcard matches one parameter per dataset under the workflow's own path. A parameter "
                    + "is created when a model is promoted.");

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

    /** Returns the regular expression for the text that cdk-nag reports, in JavaScript syntax. */
    String finding() {
        return "/" + (resource.equals(NO_RESOURCES.resource) ? "^Resource::\\*$" : resource) + "/";
    }

    /** Returns the wildcards in a statement. */
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
