package io.github.bedrockfinetuning.local.openings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The known resource types. For types that the constructs use, all properties are known, and other properties are
 * reported as unread. For other types, the policies and names in all properties are read.
 */
final class KnownTypes {
    /**
     * A known resource type.
     *
     * @param properties the known properties; null if all properties are accepted
     */
    private record Known(@Nullable Set<String> properties, Reading reading) {}

    private static final Map<String, Known> TYPES = new LinkedHashMap<>();

    static {
        ours("AWS::CloudTrail::Trail", KnownTypes::trail, """
                EnableLogFileValidation EventSelectors IncludeGlobalServiceEvents IsLogging IsMultiRegionTrail KMSKeyId
                S3BucketName S3KeyPrefix TrailName Tags""");
        ours("AWS::CloudWatch::Alarm", Reading.NAMES_AND_POLICIES, """
                ActionsEnabled AlarmActions AlarmDescription AlarmName ComparisonOperator DatapointsToAlarm Dimensions
                EvaluationPeriods InsufficientDataActions MetricName Metrics Namespace OKActions Period Statistic Tags
                Threshold TreatMissingData Unit ExtendedStatistic""");
        ours("AWS::CloudWatch::Dashboard", Reading.NAMES_AND_POLICIES, "DashboardBody DashboardName Tags");
        ours("AWS::EC2::FlowLog", Reading.NAMES_AND_POLICIES, """
                DeliverLogsPermissionArn LogDestination LogDestinationType LogFormat LogGroupName
                MaxAggregationInterval ResourceId ResourceType Tags TrafficType""");
        ours("AWS::EC2::RouteTable", Reading.NAMES_AND_POLICIES, "Tags VpcId");
        ours("AWS::EC2::SecurityGroup", NetworkReading::securityGroup, """
                GroupDescription GroupName SecurityGroupEgress SecurityGroupIngress Tags VpcId""");
        ours("AWS::EC2::SecurityGroupIngress", NetworkReading::ingressRule, """
                CidrIp CidrIpv6 Description FromPort GroupId GroupName IpProtocol SourcePrefixListId
                SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId ToPort""");
        ours("AWS::EC2::SecurityGroupEgress", NetworkReading::egressRule, """
                CidrIp CidrIpv6 Description DestinationPrefixListId DestinationSecurityGroupId FromPort GroupId
                IpProtocol ToPort""");
        ours("AWS::EC2::Subnet", Reading.NAMES_AND_POLICIES, """
                AvailabilityZone AvailabilityZoneId CidrBlock MapPublicIpOnLaunch Tags VpcId""");
        ours("AWS::EC2::SubnetRouteTableAssociation", Reading.NAMES_AND_POLICIES, "RouteTableId SubnetId");
        ours("AWS::EC2::VPC", Reading.NAMES_AND_POLICIES, """
                CidrBlock EnableDnsHostnames EnableDnsSupport InstanceTenancy Tags""");
        ours("AWS::EC2::VPCEndpoint", NetworkReading::endpoint, """
                DnsOptions IpAddressType PolicyDocument PrivateDnsEnabled RouteTableIds SecurityGroupIds ServiceName
                SubnetIds Tags VpcEndpointType VpcId""");
        ours("AWS::Events::Rule", Reading.NAMES_AND_POLICIES, """
                Description EventBusName EventPattern Name RoleArn ScheduleExpression State Tags Targets""");
        ours("AWS::IAM::ManagedPolicy", Reading.NAMES_AND_POLICIES, """
                Description Groups ManagedPolicyName Path PolicyDocument Roles Users""");
        ours("AWS::IAM::Policy", Reading.NAMES_AND_POLICIES, "Groups PolicyDocument PolicyName Roles Users");
        ours("AWS::IAM::Role", IdentityReading::attached, """
                AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration Path PermissionsBoundary
                Policies RoleName Tags""");
        ours("AWS::KMS::Key", Reading.NAMES_AND_POLICIES, """
                BypassPolicyLockoutSafetyCheck Description EnableKeyRotation Enabled KeyPolicy KeySpec KeyUsage
                MultiRegion PendingWindowInDays RotationPeriodInDays Tags""");
        ours("AWS::Lambda::EventSourceMapping", Reading.NAMES_AND_POLICIES, """
                BatchSize BisectBatchOnFunctionError DestinationConfig Enabled EventSourceArn FilterCriteria
                FunctionName FunctionResponseTypes KmsKeyArn MaximumBatchingWindowInSeconds
                MaximumRecordAgeInSeconds MaximumRetryAttempts ScalingConfig StartingPosition Tags""");
        ours("AWS::Lambda::Function", FunctionReading::function, """
                Architectures Code DeadLetterConfig Description Environment EphemeralStorage FunctionName Handler
                ImageConfig KmsKeyArn Layers LoggingConfig MemorySize PackageType RecursiveLoop
                ReservedConcurrentExecutions Role Runtime RuntimeManagementConfig SnapStart Tags Timeout TracingConfig
                VpcConfig""");
        ours("AWS::Lambda::Permission", FunctionReading::permission, """
                Action EventSourceToken FunctionName FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID
                SourceAccount SourceArn""");
        ours("AWS::Lambda::Version", Reading.NAMES_AND_POLICIES, """
                CodeSha256 Description FunctionName ProvisionedConcurrencyConfig RuntimePolicy""");
        ours("AWS::Logs::LogGroup", Reading.NAMES_AND_POLICIES, """
                DataProtectionPolicy DeletionProtectionEnabled KmsKeyId LogGroupClass LogGroupName
                ResourcePolicyDocument RetentionInDays Tags""");
        ours("AWS::Logs::MetricFilter", Reading.NAMES_AND_POLICIES, """
                ApplyOnTransformedLogs FilterName FilterPattern LogGroupName MetricTransformations""");
        ours("AWS::S3::Bucket", new BucketReading(), """
                AccelerateConfiguration AccessControl AnalyticsConfigurations BucketEncryption BucketName
                CorsConfiguration IntelligentTieringConfigurations InventoryConfigurations LifecycleConfiguration
                LoggingConfiguration MetricsConfigurations NotificationConfiguration ObjectLockConfiguration
                ObjectLockEnabled OwnershipControls PublicAccessBlockConfiguration ReplicationConfiguration Tags
                VersioningConfiguration WebsiteConfiguration""");
        ours("AWS::S3::BucketPolicy", KnownTypes::bucketPolicy, "Bucket PolicyDocument");
        ours("AWS::SNS::Topic", DeliveryReading::topic, """
                ArchivePolicy ContentBasedDeduplication DataProtectionPolicy DeliveryStatusLogging DisplayName
                FifoThroughputScope FifoTopic KmsMasterKeyId SignatureVersion Subscription Tags TopicName
                TracingConfig""");
        ours("AWS::SNS::TopicPolicy", Reading.NAMES_AND_POLICIES, "PolicyDocument Topics");
        ours("AWS::SQS::Queue", Reading.NAMES_AND_POLICIES, """
                ContentBasedDeduplication DeduplicationScope DelaySeconds FifoQueue FifoThroughputLimit
                KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod QueueName
                ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled Tags
                VisibilityTimeout""");
        ours("AWS::SQS::QueuePolicy", Reading.NAMES_AND_POLICIES, "PolicyDocument Queues");
        ours("AWS::Scheduler::Schedule", KnownTypes::schedule, """
                Description EndDate FlexibleTimeWindow GroupName KmsKeyArn Name ScheduleExpression
                ScheduleExpressionTimezone StartDate State Target""");
        ours("AWS::StepFunctions::StateMachine", KnownTypes::stateMachine, """
                DefinitionString EncryptionConfiguration LoggingConfiguration RoleArn StateMachineName StateMachineType
                Tags TracingConfiguration""");
        ours("AWS::CDK::Metadata", Reading.NAMES_AND_POLICIES, "Analytics");
        ours("Custom::FineTuningRuns", KnownTypes::provided, "ServiceTimeout ServiceToken");
        ours("Custom::VpcRestrictDefaultSG", KnownTypes::provided, "Account DefaultSecurityGroupId ServiceToken");
        ours("Custom::S3AutoDeleteObjects", KnownTypes::provided, "BucketName ServiceToken");
        ours("Custom::S3BucketNotifications", KnownTypes::provided, """
                BucketName Managed NotificationConfiguration ServiceToken SkipDestinationValidation""");

        any(FunctionReading::permission, "AWS::Lambda::LayerVersionPermission");
        any(FunctionReading::layer, "AWS::Lambda::LayerVersion");
        any(FunctionReading::url, "AWS::Lambda::Url");
        any(DeliveryReading::subscription, "AWS::SNS::Subscription");
        any(DeliveryReading::busPolicy, "AWS::Events::EventBusPolicy");
        any(DeliveryReading::outside, "AWS::Events::ApiDestination", "AWS::Events::Connection");
        any(DeliveryReading::stream, "AWS::KinesisFirehose::DeliveryStream");
        any(DeliveryReading::share, "AWS::RAM::ResourceShare");
        any(DeliveryReading::accessGrant, "AWS::S3::AccessGrant");
        any(
                DeliveryReading::lakePermission,
                "AWS::LakeFormation::Permissions",
                "AWS::LakeFormation::PrincipalPermissions");
        any(IdentityReading::user, "AWS::IAM::User");
        any(IdentityReading::attached, "AWS::IAM::Group");
        any(IdentityReading::accessKey, "AWS::IAM::AccessKey", "AWS::IAM::ServiceSpecificCredential");
        any(IdentityReading::provider, "AWS::IAM::OIDCProvider", "AWS::IAM::SAMLProvider");
        any(NetworkReading::route, "AWS::EC2::Route");
        any(NetworkReading::peering, "AWS::EC2::VPCPeeringConnection");
        any(NetworkReading::gateway, "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::EgressOnlyInternetGateway");
        any(NetworkReading::translation, "AWS::EC2::NatGateway");
        any(BucketReading::accessPoint, "AWS::S3::AccessPoint");
        any(
                Reading.NAMES_AND_POLICIES,
                "AWS::CloudWatch::CompositeAlarm",
                "AWS::DynamoDB::Table",
                "AWS::EC2::EIP",
                "AWS::EC2::InternetGateway",
                "AWS::EC2::NetworkAcl",
                "AWS::EC2::NetworkAclEntry",
                "AWS::EC2::SubnetNetworkAclAssociation",
                "AWS::ECR::RegistryPolicy",
                "AWS::ECR::Repository",
                "AWS::Events::Archive",
                "AWS::Events::EventBus",
                "AWS::IAM::GroupPolicy",
                "AWS::IAM::InstanceProfile",
                "AWS::IAM::RolePolicy",
                "AWS::IAM::UserPolicy",
                "AWS::IAM::UserToGroupAddition",
                "AWS::KMS::Alias",
                "AWS::KMS::ReplicaKey",
                "AWS::Kinesis::ResourcePolicy",
                "AWS::Kinesis::Stream",
                "AWS::Lambda::Alias",
                "AWS::Lambda::EventInvokeConfig",
                "AWS::Logs::AccountPolicy",
                "AWS::Logs::Delivery",
                "AWS::Logs::DeliveryDestination",
                "AWS::Logs::DeliverySource",
                "AWS::Logs::Destination",
                "AWS::Logs::LogStream",
                "AWS::Logs::QueryDefinition",
                "AWS::Logs::ResourcePolicy",
                "AWS::Logs::SubscriptionFilter",
                "AWS::OpenSearchService::Domain",
                "AWS::Pipes::Pipe",
                "AWS::S3::MultiRegionAccessPointPolicy",
                "AWS::S3ObjectLambda::AccessPoint",
                "AWS::S3ObjectLambda::AccessPointPolicy",
                "AWS::SNS::TopicInlinePolicy",
                "AWS::SQS::QueueInlinePolicy",
                "AWS::SSM::Parameter",
                "AWS::SecretsManager::ResourcePolicy",
                "AWS::SecretsManager::Secret",
                "AWS::StepFunctions::StateMachineAlias",
                "AWS::StepFunctions::StateMachineVersion");
    }

    private KnownTypes() {}

    private static void ours(String type, Reading reading, String properties) {
        TYPES.put(type, new Known(Set.of(properties.strip().split("\\s+")), reading));
    }

    private static void any(Reading reading, String... types) {
        for (String type : types) {
            TYPES.put(type, new Known(null, reading));
        }
    }

    /** Reads the type-specific properties of a resource. Reports properties that cannot be read. */
    static void read(StackResource at, Reading.Context context) {
        Known known = TYPES.get(at.type());
        if (known == null) {
            context.unread(at, "resources of this type are not supported");
            return;
        }
        if (known.properties() != null) {
            at.properties().fieldNames().forEachRemaining(name -> {
                if (!known.properties().contains(name)) {
                    context.unread(at, "its property " + name + " is not supported");
                }
            });
        }
        known.reading().read(at, context);
    }

    private static void trail(StackResource at, Reading.Context context) {
        BucketReading.ownBucket(at, context, "S3BucketName", at.property("S3BucketName"));
    }

    /** Reports a bucket policy without a document. */
    private static void bucketPolicy(StackResource at, Reading.Context context) {
        if (at.property("PolicyDocument").isMissingNode()) {
            context.unread(at, "it has no PolicyDocument");
        }
    }

    private static void stateMachine(StackResource at, Reading.Context context) {
        String definition = at.property("DefinitionString").asText();
        if (definition.isEmpty() || !Documents.parse(definition).isObject()) {
            context.unread(at, "its DefinitionString contains no JSON");
        }
        ServiceCalls.read(at, "DefinitionString", Documents.parse(definition), context.findings());
    }

    private static void schedule(StackResource at, Reading.Context context) {
        ServiceCalls.read(at, "Target", at.property("Target").path("Arn"), context.findings());
    }

    /** Reads a known custom resource. Its provider must be a function in the same stack. */
    private static void provided(StackResource at, Reading.Context context) {
        String token = at.property("ServiceToken").asText();
        boolean own = context.resources().stream()
                .anyMatch(resource -> resource.type().equals("AWS::Lambda::Function")
                        && resource.arn().equals(token));
        if (!own) {
            context.unread(at, "its provider " + token + " is not in the stack");
        }
    }
}
