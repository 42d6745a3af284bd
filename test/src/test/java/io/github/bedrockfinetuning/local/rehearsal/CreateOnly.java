package io.github.bedrockfinetuning.local.rehearsal;

import java.util.List;
import java.util.Map;

/**
 * The properties that CloudFormation cannot change without replacing the resource, by resource type. The first property
 * is the name of the resource if {@link #name} returns it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-createonlyproperties">
 *     createOnlyProperties in the schemas of the resource types</a>, read on 2026-12-01 from the schemas in cfn-lint
 *     1.51.0
 */
final class CreateOnly {
    private static final Map<String, List<String>> PROPERTIES = Map.ofEntries(
            Map.entry("AWS::CloudTrail::Trail", List.of("TrailName")),
            Map.entry("AWS::CloudWatch::Alarm", List.of("AlarmName")),
            Map.entry("AWS::CloudWatch::Dashboard", List.of("DashboardName")),
            Map.entry("AWS::EC2::SecurityGroup", List.of("GroupName", "GroupDescription", "VpcId")),
            Map.entry("AWS::EC2::Subnet", List.of("AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "VpcId")),
            Map.entry("AWS::EC2::VPC", List.of("CidrBlock")),
            Map.entry("AWS::EC2::VPCEndpoint", List.of("ServiceName", "ServiceRegion", "VpcEndpointType", "VpcId")),
            Map.entry("AWS::Events::Rule", List.of("Name")),
            Map.entry("AWS::IAM::ManagedPolicy", List.of("ManagedPolicyName", "Description", "Path")),
            Map.entry("AWS::IAM::Role", List.of("RoleName", "Path")),
            Map.entry("AWS::KMS::Alias", List.of("AliasName")),
            Map.entry("AWS::Lambda::EventInvokeConfig", List.of("FunctionName", "Qualifier")),
            Map.entry(
                    "AWS::Lambda::EventSourceMapping",
                    List.of("EventSourceArn", "StartingPosition", "StartingPositionTimestamp")),
            Map.entry("AWS::Lambda::Function", List.of("FunctionName", "PackageType")),
            Map.entry(
                    "AWS::Lambda::Permission",
                    List.of("FunctionName", "Action", "Principal", "PrincipalOrgID", "SourceAccount", "SourceArn")),
            Map.entry("AWS::Lambda::Version", List.of("FunctionName", "CodeSha256", "Description")),
            Map.entry("AWS::Logs::LogGroup", List.of("LogGroupName")),
            Map.entry("AWS::Logs::MetricFilter", List.of("FilterName", "LogGroupName")),
            Map.entry("AWS::S3::Bucket", List.of("BucketName", "BucketNamePrefix")),
            Map.entry("AWS::S3::BucketPolicy", List.of("Bucket")),
            Map.entry("AWS::SNS::Topic", List.of("TopicName", "FifoTopic")),
            Map.entry("AWS::SQS::Queue", List.of("QueueName", "FifoQueue")),
            Map.entry("AWS::SSM::Parameter", List.of("Name")),
            Map.entry("AWS::Scheduler::Schedule", List.of("Name")),
            Map.entry("AWS::StepFunctions::StateMachine", List.of("StateMachineName", "StateMachineType")));

    /** The types whose first create-only property refers to another resource instead of naming this one. */
    private static final List<String> UNNAMED = List.of(
            "AWS::EC2::Subnet",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCEndpoint",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Version",
            "AWS::S3::BucketPolicy");

    private CreateOnly() {}

    /** Returns the properties whose change replaces a resource. Types that the constructs do not use have none. */
    static List<String> properties(String type) {
        return PROPERTIES.getOrDefault(type, List.of());
    }

    /** Returns the property that contains the physical name of a resource; an empty string if there is none. */
    static String name(String type) {
        return UNNAMED.contains(type) || properties(type).isEmpty()
                ? ""
                : properties(type).get(0);
    }
}
