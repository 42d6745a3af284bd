package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests resource-based policies that allow access from outside the account, with all notations of principals. */
class PolicyOpeningsTest {
    private static final String ANY = "'Effect':'Allow','Action':'s3:GetObject','Resource':'*'";

    @ParameterizedTest
    @MethodSource({"principals", "conditions", "forms"})
    void areFound(Change change) {
        assertThat(change.openings().openings()).isNotEmpty();
    }

    private static Change bucket(String name, String principal) {
        return Change.statement(name, "DATASETSPOLICY", "{" + ANY + "," + principal + "}");
    }

    static Stream<Change> principals() {
        return Stream.of(
                bucket("account by number", "'Principal':{'AWS':'999988887777'}"),
                bucket("account as a number", "'Principal':{'AWS':999988887777}"),
                bucket("account's root", "'Principal':{'AWS':'arn:aws:iam::999988887777:root'}"),
                bucket("account of AWS's examples", "'Principal':{'AWS':'arn:aws:iam::111122223333:root'}"),
                bucket("other example account", "'Principal':{'AWS':'arn:aws:iam::123456789012:root'}"),
                bucket("root of China", "'Principal':{'AWS':'arn:aws-cn:iam::999988887777:root'}"),
                bucket("role", "'Principal':{'AWS':'arn:aws:iam::999988887777:role/path/Reader'}"),
                bucket("user", "'Principal':{'AWS':'arn:aws:iam::999988887777:user/someone'}"),
                bucket("session of a role", "'Principal':{'AWS':'arn:aws:sts::999988887777:assumed-role/R/s'}"),
                bucket("federated user", "'Principal':{'AWS':'arn:aws:sts::999988887777:federated-user/f'}"),
                bucket("unique id of a role", "'Principal':{'AWS':'AROA1234567890EXAMPLE'}"),
                bucket("canonical user", "'Principal':{'CanonicalUser':'" + "ab".repeat(32) + "'}"),
                bucket("SAML provider", "'Principal':{'Federated':'arn:aws:iam::999988887777:saml-provider/P'}"),
                bucket("web identity", "'Principal':{'Federated':'accounts.google.com'}"),
                bucket("everybody", "'Principal':'*'"),
                bucket("everybody as AWS", "'Principal':{'AWS':'*'}"),
                bucket("everybody in a list", "'Principal':{'AWS':['*']}"),
                bucket("second in a list", "'Principal':{'AWS':[{'Ref':'AWS::AccountId'},'999988887777']}"),
                bucket("two kinds", "'Principal':{'Service':'lambda.amazonaws.com','AWS':'999988887777'}"),
                bucket("all but one", "'NotPrincipal':{'AWS':{'Ref':'AWS::AccountId'}}"),
                bucket(
                        "account in a join",
                        "'Principal':{'AWS':{'Fn::Join':['',['arn:aws:iam::','999988887777',':root']]}}"),
                bucket(
                        "account in a substitution",
                        "'Principal':{'AWS':{'Fn::Sub':['arn:aws:iam::${A}:root',{'A':'999988887777'}]}}"),
                bucket(
                        "account from a selection",
                        "'Principal':{'AWS':{'Fn::Select':[1,{'Fn::Split':['/','a/999988887777']}]}}"),
                bucket("account imported", "'Principal':{'AWS':{'Fn::ImportValue':'trusted'}}"),
                bucket("account by dynamic reference", "'Principal':{'AWS':'{{resolve:ssm:/trusted}}'}"),
                bucket("wildcard account", "'Principal':{'AWS':'arn:aws:iam::*:root'}"),
                Change.of(
                        "parameter with a default",
                        stack -> stack.section("Parameters", "{'Trusted':{'Type':'String','Default':'999988887777'}}")
                                .statement("DATASETSPOLICY", "{" + ANY + ",'Principal':{'AWS':{'Ref':'Trusted'}}}")),
                Change.of(
                        "parameter without a default",
                        stack -> stack.section("Parameters", "{'Trusted':{'Type':'String'}}")
                                .statement("DATASETSPOLICY", "{" + ANY + ",'Principal':{'AWS':{'Ref':'Trusted'}}}")),
                Change.of(
                        "parameter from Parameter Store",
                        stack -> stack.section(
                                        "Parameters",
                                        "{'T':{'Type':'AWS::SSM::Parameter::Value<String>','Default':'/trusted'}}")
                                .statement("DATASETSPOLICY", "{" + ANY + ",'Principal':{'AWS':{'Ref':'T'}}}")),
                Change.of(
                        "mapping",
                        stack -> stack.section("Mappings", "{'Who':{'trusted':{'account':'999988887777'}}}")
                                .statement(
                                        "DATASETSPOLICY",
                                        "{" + ANY
                                                + ",'Principal':{'AWS':{'Fn::FindInMap':['Who','trusted','account']}}}")),
                Change.of(
                        "one branch of a condition",
                        stack -> stack.section("Conditions", "{'C':{'Fn::Equals':[{'Ref':'AWS::Region'},'x']}}")
                                .statement(
                                        "DATASETSPOLICY",
                                        "{" + ANY
                                                + ",'Principal':{'AWS':{'Fn::If':['C','999988887777',"
                                                + "{'Ref':'AWS::AccountId'}]}}}")),
                Change.of(
                        "other branch of a condition",
                        stack -> stack.section("Conditions", "{'C':{'Fn::Equals':['a','a']}}")
                                .statement(
                                        "DATASETSPOLICY",
                                        "{'Fn::If':['C',{'Ref':'AWS::NoValue'},{" + ANY + ",'Principal':'*'}]}")),
                Change.of(
                        "attribute of a custom resource",
                        stack -> stack.add(
                                        "Custom::FineTuningRuns", "{'ServiceToken':{'Fn::GetAtt':['FUNCTION','Arn']}}")
                                .statement(
                                        "DATASETSPOLICY",
                                        "{" + ANY + ",'Principal':{'AWS':{'Fn::GetAtt':['Added','Who']}}}")));
    }

    private static Change key(String name, String condition) {
        return Change.statement(
                name,
                "DATAKEY",
                "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*','Principal':{'AWS':'*'},'Condition':"
                        + condition + "}");
    }

    static Stream<Change> conditions() {
        return Stream.of(
                key("always later", "{'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}}"),
                key("before a time", "{'DateLessThan':{'aws:EpochTime':'4102444800'}}"),
                key("every address", "{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}"),
                key("every address but some", "{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}}"),
                key("in parts every address", "{'IpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']}}"),
                key("absent key", "{'Null':{'aws:PrincipalTag/team':'true'}}"),
                key("present key", "{'Null':{'aws:PrincipalAccount':'false'}}"),
                key("no MFA needed", "{'BoolIfExists':{'aws:MultiFactorAuthPresent':'true'}}"),
                key("TLS", "{'Bool':{'aws:SecureTransport':'true'}}"),
                key("TLS version", "{'NumericGreaterThanEquals':{'s3:TlsVersion':1.2}}"),
                key("through a service", "{'StringEquals':{'kms:ViaService':'s3.us-east-1.amazonaws.com'}}"),
                key("encryption context", "{'StringEquals':{'kms:EncryptionContext:aws:s3:arn':'arn:aws:s3:::x'}}"),
                key("caller account of another", "{'StringEquals':{'kms:CallerAccount':'999988887777'}}"),
                key(
                        "several caller accounts",
                        "{'StringEquals':{'kms:CallerAccount':[{'Ref':'AWS::AccountId'},'999988887777']}}"),
                key("caller account by wildcard", "{'StringLike':{'kms:CallerAccount':'*'}}"),
                key(
                        "caller account if it exists",
                        "{'StringEqualsIfExists':{'aws:PrincipalAccount':{'Ref':'AWS::AccountId'}}}"),
                key("not one account", "{'StringNotEquals':{'aws:PrincipalAccount':'123456789012'}}"),
                key("not the own account", "{'StringNotEquals':{'aws:PrincipalAccount':{'Ref':'AWS::AccountId'}}}"),
                key("organization", "{'StringEquals':{'aws:PrincipalOrgID':'o-abcdef1234'}}"),
                key(
                        "part of an organization",
                        "{'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-a1b2c3d4e5/r-ab12/*'}}"),
                key(
                        "all values of nothing",
                        "{'ForAllValues:StringEquals':{'aws:PrincipalAccount':{'Ref':'AWS::AccountId'}}}"),
                key("role's name anywhere", "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/Deploy'}}"),
                key("role of another account", "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::999988887777:role/R'}}"),
                key("tag of the caller", "{'StringEquals':{'aws:PrincipalTag/team':'ml'}}"),
                key("network", "{'StringEquals':{'aws:SourceVpce':'vpce-1a2b3c4d'}}"),
                key("referer", "{'StringLike':{'aws:Referer':'https://example.com/*'}}"),
                key("user agent", "{'StringLike':{'aws:UserAgent':'*'}}"),
                key("parameter", "{'StringEquals':{'aws:PrincipalAccount':{'Fn::ImportValue':'account'}}}"),
                key("services of anybody", "{'Bool':{'aws:PrincipalIsAWSService':'true'}}"),
                key("identities of anybody", "{'Bool':{'aws:PrincipalIsAWSService':'false'}}"),
                key("operator in another case", "{'stringequals':{'KMS:VIASERVICE':'s3.us-east-1.amazonaws.com'}}"),
                key("unknown operator", "{'StringResembles':{'aws:PrincipalAccount':{'Ref':'AWS::AccountId'}}}"));
    }

    static Stream<Change> forms() {
        return Stream.of(
                Change.statement(
                        "key policy",
                        "DATAKEY",
                        "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'999988887777'}}"),
                Change.statement(
                        "queue policy",
                        "QUEUEPOLICY",
                        "{'Effect':'Allow','Action':'sqs:*','Resource':'*','Principal':'*'}"),
                Change.statement(
                        "topic policy",
                        "TOPICPOLICY",
                        "{'Effect':'Allow','Action':'sns:Subscribe','Resource':'*','Principal':{'AWS':'999988887777'}}"),
                Change.statement(
                        "trust",
                        "ROLE",
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'999988887777'}}"),
                Change.statement(
                        "trust with external id",
                        "ROLE",
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'999988887777'},'Condition':{'StringEquals':{'sts:ExternalId':'x'}}}"),
                Change.statement(
                        "trust of a SAML provider",
                        "ROLE",
                        "{'Effect':'Allow','Action':'sts:AssumeRoleWithSAML','Principal':{'Federated':{'Fn::Sub':'arn:aws:iam::${AWS::AccountId}:saml-provider/P'}}}"),
                Change.statement(
                        "trust of a web identity",
                        "ROLE",
                        "{'Effect':'Allow','Action':'sts:AssumeRoleWithWebIdentity','Principal':{'Federated':'cognito-identity.amazonaws.com'}}"),
                Change.statement(
                        "everything but some actions",
                        "DATASETSPOLICY",
                        "{'Effect':'Allow','NotAction':'s3:DeleteBucket','Resource':'*','Principal':'*'}"),
                Change.statement(
                        "everything but some resources",
                        "DATASETSPOLICY",
                        "{'Effect':'Allow','Action':'s3:GetObject','NotResource':'arn:aws:s3:::x','Principal':'*'}"),
                Change.statement(
                        "names in another case",
                        "DATASETSPOLICY",
                        "{'effect':'Allow','action':'s3:getobject','resource':'*','principal':{'aws':'999988887777'}}"),
                Change.of(
                        "one statement without a list",
                        stack -> stack.set(
                                "DATASETSPOLICY", "PolicyDocument", "{'Statement':{" + ANY + ",'Principal':'*'}}")),
                Change.of(
                        "document as text",
                        stack -> stack.set(
                                "DATASETSPOLICY",
                                "PolicyDocument",
                                text(
                                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Principal\":\"*\"}]}"))),
                Change.added(
                        "inline queue policy",
                        "AWS::SQS::QueueInlinePolicy",
                        "{'Queue':{'Ref':'QUEUE'},'PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'sqs:ReceiveMessage','Resource':'*','Principal':'*'}]}}"),
                Change.added(
                        "inline topic policy",
                        "AWS::SNS::TopicInlinePolicy",
                        "{'TopicArn':{'Ref':'TOPIC'},'PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'sns:Subscribe','Resource':'*','Principal':'*'}]}}"),
                Change.added(
                        "replica key",
                        "AWS::KMS::ReplicaKey",
                        "{'PrimaryKeyArn':{'Fn::GetAtt':['DATAKEY','Arn']},'KeyPolicy':{'Statement':[{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':{'AWS':'999988887777'}}]}}"),
                Change.added(
                        "event bus policy",
                        "AWS::Events::EventBusPolicy",
                        "{'StatementId':'S','Statement':{'Effect':'Allow','Action':'events:PutEvents','Resource':'*','Principal':'*'}}"),
                Change.added(
                        "older event bus policy",
                        "AWS::Events::EventBusPolicy",
                        "{'StatementId':'S','Action':'events:PutEvents','Principal':'999988887777'}"),
                Change.added(
                        "event bus for everybody",
                        "AWS::Events::EventBusPolicy",
                        "{'StatementId':'S','Action':'events:PutEvents','Principal':'*'}"),
                Change.added(
                        "secret",
                        "AWS::SecretsManager::ResourcePolicy",
                        "{'SecretId':'s','ResourcePolicy':{'Statement':[{'Effect':'Allow','Action':'secretsmanager:GetSecretValue','Resource':'*','Principal':{'AWS':'999988887777'}}]}}"),
                Change.added(
                        "image repository",
                        "AWS::ECR::Repository",
                        "{'RepositoryPolicyText':{'Statement':[{'Effect':'Allow','Action':'ecr:BatchGetImage','Principal':{'AWS':'999988887777'}}]}}"),
                Change.added(
                        "access point",
                        "AWS::S3::AccessPoint",
                        "{'Bucket':{'Ref':'DATASETS'},'Policy':{'Statement':[{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Principal':{'AWS':'999988887777'}}]}}"),
                Change.added(
                        "Object Lambda access point",
                        "AWS::S3ObjectLambda::AccessPointPolicy",
                        "{'ObjectLambdaAccessPoint':'a','PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'s3-object-lambda:GetObject','Resource':'*','Principal':{'AWS':'999988887777'}}]}}"),
                Change.added(
                        "log resource policy",
                        "AWS::Logs::ResourcePolicy",
                        "{'PolicyName':'p','PolicyDocument':"
                                + text(
                                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"logs:*\",\"Resource\":\"*\",\"Principal\":{\"AWS\":\"999988887777\"}}]}")
                                + "}"),
                Change.added(
                        "log destination",
                        "AWS::Logs::Destination",
                        "{'DestinationName':'d','RoleArn':{'Fn::GetAtt':['ROLE','Arn']},'TargetArn':{'Fn::GetAtt':['QUEUE','Arn']},'DestinationPolicy':"
                                + text(
                                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"logs:PutSubscriptionFilter\",\"Resource\":\"*\",\"Principal\":{\"AWS\":\"999988887777\"}}]}")
                                + "}"),
                Change.added(
                        "search domain",
                        "AWS::OpenSearchService::Domain",
                        "{'AccessPolicies':{'Statement':[{'Effect':'Allow','Action':'es:*','Resource':'*','Principal':{'AWS':'*'}}]}}"),
                Change.added(
                        "permission",
                        "AWS::Lambda::Permission",
                        "{'Action':'lambda:InvokeFunction','FunctionName':{'Ref':'FUNCTION'},'Principal':'999988887777'}"),
                Change.added(
                        "permission for everybody",
                        "AWS::Lambda::Permission",
                        "{'Action':'lambda:InvokeFunctionUrl','FunctionName':{'Ref':'FUNCTION'},'Principal':'*','FunctionUrlAuthType':'NONE'}"),
                Change.added(
                        "permission for an organization",
                        "AWS::Lambda::Permission",
                        "{'Action':'lambda:InvokeFunction','FunctionName':{'Ref':'FUNCTION'},'Principal':'*','PrincipalOrgID':'o-abcdef1234'}"),
                Change.added(
                        "layer",
                        "AWS::Lambda::LayerVersionPermission",
                        "{'Action':'lambda:GetLayerVersion','LayerVersionArn':'x','Principal':'*'}"),
                Change.added(
                        "network endpoint",
                        "AWS::EC2::VPCEndpoint",
                        "{'VpcId':'v','ServiceName':'com.amazonaws.us-east-1.s3','PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}]}}"),
                Change.added(
                        "network endpoint without a policy",
                        "AWS::EC2::VPCEndpoint",
                        "{'VpcId':'v','ServiceName':'com.amazonaws.us-east-1.s3'}"));
    }

    private static String text(String document) {
        return ChangedStack.JSON.getNodeFactory().textNode(document).toString();
    }

    /** Returns statements that a user can add without creating an opening. */
    static List<String> harmless() {
        return List.of(
                "{'Effect':'Deny','Action':'*','Resource':'*','Principal':'*'}",
                "{'Effect':'Deny','Action':'*','Resource':'*','Principal':{'AWS':'999988887777'}}",
                "{" + ANY + ",'Principal':{'AWS':{'Ref':'AWS::AccountId'}}}",
                "{" + ANY + ",'Principal':{'AWS':{'Fn::GetAtt':['ROLE','Arn']}}}",
                "{" + ANY
                        + ",'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':{'Ref':'AWS::AccountId'}}}}",
                "{" + ANY
                        + ",'Principal':'*','Condition':{'ArnEquals':{'aws:PrincipalArn':{'Fn::GetAtt':['ROLE','Arn']}}}}",
                "{" + ANY
                        + ",'Principal':'*','Condition':{'StringEquals':{'AWS:SourceOwner':{'Ref':'AWS::AccountId'}}}}",
                "{" + ANY
                        + ",'Principal':{'Service':'sns.amazonaws.com'},'Condition':{'ArnEquals':{'aws:SourceArn':{'Ref':'TOPIC'}}}}",
                "{" + ANY
                        + ",'Principal':{'Service':'s3.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':{'Fn::GetAtt':['DATASETS','Arn']}}}}");
    }

    @Test
    void areNotSeenInTheIdOfAKeyThatEndsLikeAnAccount() {
        Openings openings = new ChangedStack()
                .set(
                        "TOPIC",
                        "KmsMasterKeyId",
                        "{'Fn::Sub':'arn:aws:kms:us-east-1:${AWS::AccountId}:key/11111111-2222-3333-4444-555555555555'}")
                .openings();
        assertThat(openings.openings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void areNotSeenWhereOnlyTheAccountIsLetIn(String statement) {
        Openings openings =
                new ChangedStack().statement("DATASETSPOLICY", statement).openings();
        assertThat(openings.openings()).isEmpty();
        assertThat(openings.unread()).isEmpty();
    }
}
