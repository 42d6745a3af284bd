package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests configurations that transfer data, or grant access to it, out of the account. */
class WaysOutTest {
    private static final String TOPIC_OF_OTHERS = "'arn:aws:sns:us-east-1:999988887777:t'";
    private static final String QUEUE_OF_OTHERS = "'arn:aws:sqs:us-east-1:999988887777:q'";
    private static final String FUNCTION_OF_OTHERS = "'arn:aws:lambda:us-east-1:999988887777:function:f'";
    private static final String BUCKET_OF_OTHERS = "'arn:aws:s3:::others-bucket'";

    @ParameterizedTest
    @MethodSource({"buckets", "messages", "functions", "logs"})
    void areFound(Change change) {
        assertThat(change.openings().openings()).isNotEmpty();
    }

    static Stream<Change> buckets() {
        String rules = "'Role':{'Fn::GetAtt':['ROLE','Arn']},'Rules':[{'Status':'Enabled','Destination':";
        return Stream.of(
                Change.set(
                        "replication",
                        "RESULTS",
                        "ReplicationConfiguration",
                        "{" + rules + "{'Bucket':" + BUCKET_OF_OTHERS + "}}]}"),
                Change.set(
                        "replication to an account",
                        "RESULTS",
                        "ReplicationConfiguration",
                        "{" + rules + "{'Bucket':{'Fn::GetAtt':['DATASETS','Arn']},'Account':'999988887777'}}]}"),
                Change.set(
                        "replicas of another owner",
                        "RESULTS",
                        "ReplicationConfiguration",
                        "{" + rules
                                + "{'Bucket':{'Fn::GetAtt':['DATASETS','Arn']},'AccessControlTranslation':{'Owner':'Destination'}}}]}"),
                Change.set(
                        "notification",
                        "RESULTS",
                        "NotificationConfiguration",
                        "{'QueueConfigurations':[{'Event':'s3:ObjectCreated:*','Queue':" + QUEUE_OF_OTHERS + "}]}"),
                Change.set(
                        "notification of a topic",
                        "RESULTS",
                        "NotificationConfiguration",
                        "{'TopicConfigurations':[{'Event':'s3:ObjectCreated:*','Topic':" + TOPIC_OF_OTHERS + "}]}"),
                Change.set(
                        "notification of a function",
                        "RESULTS",
                        "NotificationConfiguration",
                        "{'LambdaConfigurations':[{'Event':'s3:ObjectCreated:*','Function':" + FUNCTION_OF_OTHERS
                                + "}]}"),
                Change.set(
                        "inventory",
                        "RESULTS",
                        "InventoryConfigurations",
                        "[{'Id':'i','Destination':{'BucketArn':" + BUCKET_OF_OTHERS + ",'Format':'CSV'}}]"),
                Change.set(
                        "inventory to an account",
                        "RESULTS",
                        "InventoryConfigurations",
                        "[{'Id':'i','Destination':{'BucketArn':{'Fn::GetAtt':['DATASETS','Arn']},'BucketAccountId':'999988887777'}}]"),
                Change.set(
                        "analytics",
                        "RESULTS",
                        "AnalyticsConfigurations",
                        "[{'Id':'a','StorageClassAnalysis':{'DataExport':{'Destination':{'BucketArn':"
                                + BUCKET_OF_OTHERS + "}}}}]"),
                Change.set(
                        "access logs", "RESULTS", "LoggingConfiguration", "{'DestinationBucketName':'others-bucket'}"),
                Change.set("public ACL", "RESULTS", "AccessControl", "'PublicRead'"),
                Change.set("ACL for every account", "RESULTS", "AccessControl", "'AuthenticatedRead'"),
                Change.set(
                        "public access not blocked",
                        "RESULTS",
                        "PublicAccessBlockConfiguration",
                        "{'BlockPublicAcls':false,'BlockPublicPolicy':false,'IgnorePublicAcls':false,'RestrictPublicBuckets':false}"),
                Change.set(
                        "public access blocked in part",
                        "RESULTS",
                        "PublicAccessBlockConfiguration",
                        "{'BlockPublicAcls':true}"),
                Change.set(
                        "objects of others",
                        "RESULTS",
                        "OwnershipControls",
                        "{'Rules':[{'ObjectOwnership':'ObjectWriter'}]}"),
                Change.set("website", "RESULTS", "WebsiteConfiguration", "{'IndexDocument':'i.html'}"),
                Change.set(
                        "key of another account",
                        "RESULTS",
                        "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID",
                        "'arn:aws:kms:us-east-1:999988887777:key/k'"),
                Change.added(
                        "access point of another account",
                        "AWS::S3::AccessPoint",
                        "{'Bucket':{'Ref':'DATASETS'},'BucketAccountId':'999988887777'}"),
                Change.added(
                        "public access point",
                        "AWS::S3::AccessPoint",
                        "{'Bucket':{'Ref':'DATASETS'},'PublicAccessBlockConfiguration':{'BlockPublicPolicy':false}}"),
                Change.added(
                        "access grant",
                        "AWS::S3::AccessGrant",
                        "{'AccessGrantsLocationId':'l','Permission':'READ','Grantee':{'GranteeType':'IAM','GranteeIdentifier':'arn:aws:iam::999988887777:role/r'}}"),
                Change.added(
                        "access grant to a directory",
                        "AWS::S3::AccessGrant",
                        "{'AccessGrantsLocationId':'l','Permission':'READ','Grantee':{'GranteeType':'DIRECTORY_GROUP','GranteeIdentifier':'83d43802-00b1-7054-db02-f1d683aacba5'}}"));
    }

    static Stream<Change> messages() {
        return Stream.of(
                Change.added(
                        "mail",
                        "AWS::SNS::Subscription",
                        "{'TopicArn':{'Ref':'TOPIC'},'Protocol':'email','Endpoint':'someone@example.com'}"),
                Change.added(
                        "web hook",
                        "AWS::SNS::Subscription",
                        "{'TopicArn':{'Ref':'TOPIC'},'Protocol':'https','Endpoint':'https://example.com/'}"),
                Change.added(
                        "text message",
                        "AWS::SNS::Subscription",
                        "{'TopicArn':{'Ref':'TOPIC'},'Protocol':'sms','Endpoint':'+15550100'}"),
                Change.added(
                        "queue of another account",
                        "AWS::SNS::Subscription",
                        "{'TopicArn':{'Ref':'TOPIC'},'Protocol':'sqs','Endpoint':" + QUEUE_OF_OTHERS + "}"),
                Change.set(
                        "subscription in the topic",
                        "TOPIC",
                        "Subscription",
                        "[{'Protocol':'email','Endpoint':'someone@example.com'}]"),
                Change.set(
                        "dead letters of another account",
                        "QUEUE",
                        "RedrivePolicy.deadLetterTargetArn",
                        QUEUE_OF_OTHERS),
                Change.set(
                        "rule's target",
                        "RULE",
                        "Targets.0.Arn",
                        "'arn:aws:events:us-east-1:999988887777:event-bus/b'"),
                Change.set(
                        "rule's second target",
                        "RULE",
                        "Targets",
                        "[{'Id':'Q','Arn':{'Fn::GetAtt':['QUEUE','Arn']}},{'Id':'X','Arn':" + FUNCTION_OF_OTHERS
                                + "}]"),
                Change.set("rule's role", "RULE", "Targets.0.RoleArn", "'arn:aws:iam::999988887777:role/r'"),
                Change.set("rule's dead letters", "RULE", "Targets.0.DeadLetterConfig.Arn", QUEUE_OF_OTHERS),
                Change.set(
                        "rule's API destination",
                        "RULE",
                        "Targets.0.Arn",
                        "{'Fn::Sub':'arn:aws:events:us-east-1:${AWS::AccountId}:api-destination/d/1'}"),
                Change.set("events of another account", "RULE", "EventPattern.account", "['999988887777']"),
                Change.added(
                        "API destination",
                        "AWS::Events::ApiDestination",
                        "{'ConnectionArn':'c','HttpMethod':'POST','InvocationEndpoint':'https://example.com/'}"),
                Change.added(
                        "pipe",
                        "AWS::Pipes::Pipe",
                        "{'RoleArn':{'Fn::GetAtt':['ROLE','Arn']},'Source':{'Fn::GetAtt':['QUEUE','Arn']},'Target':"
                                + FUNCTION_OF_OTHERS + "}"),
                Change.added(
                        "bus of another account",
                        "AWS::Events::Archive",
                        "{'SourceArn':'arn:aws:events:us-east-1:999988887777:event-bus/b'}"),
                Change.added(
                        "delivery stream to a bucket",
                        "AWS::KinesisFirehose::DeliveryStream",
                        "{'S3DestinationConfiguration':{'BucketARN':" + BUCKET_OF_OTHERS
                                + ",'RoleARN':{'Fn::GetAtt':['ROLE','Arn']}}}"),
                Change.added(
                        "delivery stream to the web",
                        "AWS::KinesisFirehose::DeliveryStream",
                        "{'HttpEndpointDestinationConfiguration':{'EndpointConfiguration':{'Url':'https://example.com'}}}"),
                Change.added(
                        "schedule",
                        "AWS::Scheduler::Schedule",
                        "{'FlexibleTimeWindow':{'Mode':'OFF'},'ScheduleExpression':'rate(1 hour)','Target':{'Arn':'arn:aws:scheduler:::aws-sdk:sqs:sendMessage','RoleArn':{'Fn::GetAtt':['ROLE','Arn']},'Input':'{\\'QueueUrl\\':\\'https://sqs.us-east-1.amazonaws.com/999988887777/q\\'}'}}"),
                Change.added(
                        "shared resource", "AWS::RAM::ResourceShare", "{'Name':'s','Principals':['999988887777']}"),
                Change.added(
                        "alarm's action",
                        "AWS::CloudWatch::Alarm",
                        "{'AlarmActions':[" + TOPIC_OF_OTHERS
                                + "],'ComparisonOperator':'LessThanThreshold','EvaluationPeriods':1}"),
                Change.added(
                        "Lake Formation",
                        "AWS::LakeFormation::PrincipalPermissions",
                        "{'Principal':{'DataLakePrincipalIdentifier':'999988887777'},'Permissions':['SELECT']}"));
    }

    static Stream<Change> functions() {
        return Stream.of(
                Change.set("function's dead letters", "FUNCTION", "DeadLetterConfig.TargetArn", QUEUE_OF_OTHERS),
                Change.set(
                        "function's layer",
                        "FUNCTION",
                        "Layers",
                        "['arn:aws:lambda:us-east-1:999988887777:layer:l:1']"),
                Change.set(
                        "code from another account's assets",
                        "FUNCTION",
                        "Code.S3Bucket",
                        "'cdk-hnb659fds-assets-999988887777-us-east-1'"),
                Change.set("code from another bucket", "FUNCTION", "Code.S3Bucket", "'others-bucket'"),
                Change.set(
                        "image of another account",
                        "FUNCTION",
                        "Code",
                        "{'ImageUri':'999988887777.dkr.ecr.us-east-1.amazonaws.com/i:latest'}"),
                Change.set("public image", "FUNCTION", "Code", "{'ImageUri':'public.ecr.aws/a/i:latest'}"),
                Change.set("results elsewhere", "FUNCTION", "Environment.Variables.RESULTS_BUCKET", "'others-bucket'"),
                Change.set("topic elsewhere", "FUNCTION", "Environment.Variables.TOPIC_ARN", TOPIC_OF_OTHERS),
                Change.set(
                        "key elsewhere",
                        "FUNCTION",
                        "Environment.Variables.RESULTS_KEY_ARN",
                        "'arn:aws:kms:us-east-1:999988887777:key/k'"),
                Change.set(
                        "endpoint elsewhere",
                        "FUNCTION",
                        "Environment.Variables.AWS_ENDPOINT_URL",
                        "'https://example.com'"),
                Change.set(
                        "description of no resource", "FUNCTION", "Environment.Variables.Description", TOPIC_OF_OTHERS),
                Change.set("role of another account", "FUNCTION", "Role", "'arn:aws:iam::999988887777:role/r'"),
                Change.added(
                        "destination after an invocation",
                        "AWS::Lambda::EventInvokeConfig",
                        "{'FunctionName':{'Ref':'FUNCTION'},'Qualifier':'$LATEST','DestinationConfig':{'OnSuccess':{'Destination':"
                                + QUEUE_OF_OTHERS + "}}}"),
                Change.added(
                        "public URL", "AWS::Lambda::Url", "{'TargetFunctionArn':{'Ref':'FUNCTION'},'AuthType':'NONE'}"),
                Change.added(
                        "events of another account's queue",
                        "AWS::Lambda::EventSourceMapping",
                        "{'FunctionName':{'Ref':'FUNCTION'},'EventSourceArn':" + QUEUE_OF_OTHERS + "}"),
                Change.set(
                        "task of another account",
                        "MACHINE",
                        "DefinitionString",
                        "'{\\'StartAt\\':\\'A\\',\\'States\\':{\\'A\\':{\\'Type\\':\\'Task\\',\\'Resource\\':\\'arn:aws:lambda:us-east-1:999988887777:function:f\\',\\'End\\':true}}}'"),
                Change.set(
                        "task with a partial ARN",
                        "MACHINE",
                        "DefinitionString",
                        definition("arn:aws:states:::lambda:invoke", "{\"FunctionName\":\"999988887777:function:f\"}")),
                Change.set(
                        "task that writes to another bucket",
                        "MACHINE",
                        "DefinitionString",
                        definition(
                                "arn:aws:states:::aws-sdk:s3:putObject",
                                "{\"Bucket\":\"others-bucket\",\"Key\":\"k\"}")),
                Change.set(
                        "task that calls the web",
                        "MACHINE",
                        "DefinitionString",
                        definition("arn:aws:states:::http:invoke", "{\"ApiEndpoint\":\"https://example.com\"}")));
    }

    private static String definition(String resource, String arguments) {
        String definition = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"" + resource
                + "\",\"Parameters\":" + arguments + ",\"End\":true}}}";
        return ChangedStack.JSON.getNodeFactory().textNode(definition).toString();
    }

    static Stream<Change> logs() {
        return Stream.of(
                Change.added(
                        "subscription",
                        "AWS::Logs::SubscriptionFilter",
                        "{'LogGroupName':{'Ref':'LOGGROUP'},'FilterPattern':'','DestinationArn':'arn:aws:logs:us-east-1:999988887777:destination:d'}"),
                Change.added(
                        "subscription of all groups",
                        "AWS::Logs::AccountPolicy",
                        "{'PolicyName':'p','PolicyType':'SUBSCRIPTION_FILTER_POLICY','PolicyDocument':'{\\'DestinationArn\\':\\'arn:aws:logs:us-east-1:999988887777:destination:d\\'}'}"),
                Change.added(
                        "delivery",
                        "AWS::Logs::DeliveryDestination",
                        "{'Name':'d','DestinationResourceArn':" + BUCKET_OF_OTHERS + "}"),
                Change.set(
                        "findings",
                        "LOGGROUP",
                        "DataProtectionPolicy",
                        "{'Name':'n','Version':'2021-06-01','Statement':[{'Sid':'a','DataIdentifier':[],'Operation':{'Audit':{'FindingsDestination':{'S3':{'Bucket':'others-bucket'}}}}}]}"),
                Change.set(
                        "execution logs",
                        "MACHINE",
                        "LoggingConfiguration",
                        "{'Level':'ALL','IncludeExecutionData':true,'Destinations':[{'CloudWatchLogsLogGroup':{'LogGroupArn':'arn:aws:logs:us-east-1:999988887777:log-group:l:*'}}]}"),
                Change.added(
                        "flow log",
                        "AWS::EC2::FlowLog",
                        "{'ResourceId':'v','ResourceType':'VPC','LogDestinationType':'s3','LogDestination':"
                                + BUCKET_OF_OTHERS + "}"),
                Change.added("trail", "AWS::CloudTrail::Trail", "{'IsLogging':true,'S3BucketName':'others-bucket'}"),
                Change.added(
                        "dashboard that calls a function",
                        "AWS::CloudWatch::Dashboard",
                        "{'DashboardBody':'{\\'widgets\\':[{\\'type\\':\\'custom\\',\\'properties\\':{\\'endpoint\\':\\'arn:aws:lambda:us-east-1:999988887777:function:f\\'}}]}'}"));
    }
}
