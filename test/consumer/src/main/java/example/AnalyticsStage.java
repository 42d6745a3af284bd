package example;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The stacks of a stage, with the company's tags and with a permissions boundary on every role of the workflows. */
final class AnalyticsStage extends Stage {
    AnalyticsStage(Construct scope, String id, Map<String, String> tags) {
        super(
                scope,
                id,
                StageProps.builder()
                        .env(Environment.builder().region("us-east-1").build())
                        .build());
        AnalyticsStack analytics = new AnalyticsStack(this, "Analytics");
        new ReadersStack(this, "Readers", analytics.summaries().getDescriptorName()).addStackDependency(analytics);
        PermissionsBoundary.of(analytics).apply(boundary(analytics));
        new TreeMap<>(tags).forEach((key, value) -> Tags.of(this).add(key, value));
    }

    /** Allows only the services that the company uses, and data only in resources of this account. */
    private static ManagedPolicy boundary(Stack stack) {
        PolicyStatement own = statement(
                "OwnResources",
                "bedrock:Create*",
                "events:*",
                "iam:PassRole",
                "kms:*",
                "lambda:GetFunctionConfiguration",
                "lambda:InvokeFunction",
                "logs:*",
                "s3:*",
                "sns:*",
                "sqs:*",
                "ssm:*",
                "states:*");
        own.addCondition("StringEquals", Map.of("aws:ResourceAccount", stack.getAccount()));
        PolicyStatement services = statement(
                "Services",
                "bedrock:CreateModelCustomizationJob",
                "bedrock:Delete*",
                "bedrock:Get*",
                "bedrock:InvokeModel*",
                "bedrock:List*",
                "bedrock:Stop*",
                "bedrock:TagResource",
                "cloudformation:DescribeStacks",
                "ec2:CreateNetworkInterface",
                "ec2:CreateNetworkInterfacePermission",
                "ec2:CreateTags",
                "ec2:DeleteNetworkInterface",
                "ec2:Describe*",
                "lambda:GetAccountSettings",
                "logs:DescribeResourcePolicies",
                "servicequotas:ListServiceQuotas",
                "xray:PutTelemetryRecords",
                "xray:PutTraceSegments");
        return ManagedPolicy.Builder.create(stack, "Boundary")
                .statements(List.of(own, services))
                .build();
    }

    private static PolicyStatement statement(String sid, String... actions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(List.of(actions))
                .resources(List.of("*"))
                .build();
    }
}
