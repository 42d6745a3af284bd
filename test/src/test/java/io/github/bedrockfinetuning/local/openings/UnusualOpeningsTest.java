package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests openings with unusual notations or unusual destinations. */
class UnusualOpeningsTest {
    private static final String ALL = "'Action':'s3:*','Resource':'*'";
    private static final String OWN = "{'AWS':{'Fn::Sub':'arn:aws:iam::${AWS::AccountId}:root'}}";
    private static final String ARNS = "arn:aws:iam::111122223333:root,arn:aws:iam::999988887777:root";
    private static final String MAPPED = "{'Fn::FindInMap':['Places',{'Ref':'AWS::Region'},'who']}";

    @ParameterizedTest
    @MethodSource({"policies", "services", "actions", "calls", "elsewhere"})
    void areFoundOrUnread(Change change) {
        assertThat(change.openings().none()).isFalse();
    }

    static Stream<Change> policies() {
        return Stream.of(
                Change.statement(
                        "effect twice",
                        "DATASETSPOLICY",
                        "{'Effect':'Allow','effect':'Deny'," + ALL + ",'Principal':'*'}"),
                Change.statement(
                        "principal twice",
                        "DATASETSPOLICY",
                        "{'Effect':'Allow','Principal':'*','principal':" + OWN + "," + ALL + "}"),
                Change.set(
                        "statements twice",
                        "DATASETSPOLICY",
                        "PolicyDocument",
                        "{'statement':{'Effect':'Deny','Principal':'*'," + ALL
                                + "},'Statement':{'Effect':'Allow','Principal':'*'," + ALL + "}}"),
                Change.added(
                        "policy as text that is no JSON",
                        "AWS::S3::AccessPoint",
                        "{'Bucket':{'Ref':'DATASETS'},'Policy':'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\"}],}'}"),
                Change.statement(
                        "caller's account as a source",
                        "TOPICPOLICY",
                        "{'Effect':'Allow','Principal':{'AWS':'999988887777'},'Action':'sns:Subscribe','Resource':'*','Condition':{'StringEquals':{'AWS:SourceOwner':'999988887777'}}}"),
                Change.of(
                        "principal of another Region",
                        stack -> stack.section(
                                        "Mappings",
                                        "{'Places':{'us-east-1':{'who':'Deny'},'eu-west-1':{'who':'Allow'}}}")
                                .statement("DATASETSPOLICY", "{'Effect':" + MAPPED + ",'Principal':'*'," + ALL + "}")));
    }

    static Stream<Change> services() {
        return Stream.of("cloudfront", "apigateway", "elasticloadbalancing", "transfer")
                .map(service -> Change.statement(
                        service,
                        "DATASETSPOLICY",
                        "{'Effect':'Allow','Principal':{'Service':'" + service + ".amazonaws.com'}," + ALL
                                + ",'Condition':{'StringEquals':{'aws:SourceAccount':{'Ref':'AWS::AccountId'}}}}"));
    }

    static Stream<Change> actions() {
        Stream<Change> unknown = Stream.of(
                        "iot:Publish",
                        "sms-voice:SendTextMessage",
                        "states:TestState",
                        "ec2:RunInstances",
                        "dynamodb:ExportTableToPointInTime",
                        "codecommit:GitPush",
                        "lambda:InvokeFunctionUrl")
                .map(action -> Change.statement(
                        action, "ROLEPOLICY", "{'Effect':'Allow','Action':'" + action + "','Resource':'*'}"));
        return Stream.concat(
                unknown,
                Stream.of(
                        Change.statement(
                                "account by a variable",
                                "ROLEPOLICY",
                                "{'Effect':'Allow','Action':'sqs:SendMessage','Resource':'arn:aws:sqs:us-east-1:${aws:PrincipalTag/a}:q'}"),
                        Change.statement(
                                "resource without an account",
                                "ROLEPOLICY",
                                "{'Effect':'Allow','Action':'ec2:ModifySnapshotAttribute','Resource':'arn:aws:ec2:us-east-1::snapshot/*'}")));
    }

    static Stream<Change> calls() {
        String state =
                "'{\\\"StartAt\\\":\\\"A\\\",\\\"States\\\":{\\\"A\\\":{\\\"Type\\\":\\\"Task\\\",\\\"Resource\\\":\\\"arn:aws:states:::";
        String end = "\\\",\\\"End\\\":true}}}'";
        return Stream.of(
                Change.set("HTTP task in escapes", "MACHINE", "DefinitionString", state + "http\\\\u003ainvoke" + end),
                Change.set(
                        "task that subscribes", "MACHINE", "DefinitionString", state + "aws-sdk:sns:subscribe" + end),
                Change.added(
                        "schedule that calls a service",
                        "AWS::Scheduler::Schedule",
                        "{'Target':{'Arn':'arn:aws:scheduler:::aws-sdk:s3:deletePublicAccessBlock'}}"));
    }

    static Stream<Change> elsewhere() {
        return Stream.of(
                Change.added(
                        "endpoint of somebody's service",
                        "AWS::EC2::VPCEndpoint",
                        "{'ServiceName':'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0','PolicyDocument':{'Statement':[{'Effect':'Allow','Principal':"
                                + OWN + ",'Action':'s3:GetObject','Resource':{'Fn::Sub':'${DATASETS.Arn}/*'}}]}}"),
                Change.added("prefix list", "AWS::EC2::SecurityGroupIngress", "{'SourcePrefixListId':'pl-1'}"),
                Change.set("proxy", "FUNCTION", "Environment.Variables.HTTPS_PROXY", "'example.com:8080'"),
                Change.set("agent", "FUNCTION", "Environment.Variables.JAVA_TOOL_OPTIONS", "'-javaagent:/opt/a.jar'"),
                Change.of("macro beside properties", stack -> {
                    stack.template()
                            .withObject("/Resources/" + ChangedStack.id("QUEUE"))
                            .putObject("Fn::Transform");
                    return stack;
                }),
                Change.of("macro for mappings", stack -> {
                    stack.template().putObject("Mappings").putObject("Fn::Transform");
                    return stack;
                }),
                Change.of("bucket under another condition", stack -> {
                    stack.section("Conditions", "{'Never':{'Fn::Equals':['a','b']}}")
                            .add("AWS::S3::Bucket", "{'BucketName':'others-bucket'}")
                            .set("RESULTS", "LoggingConfiguration.DestinationBucketName", "'others-bucket'");
                    stack.template().withObject("/Resources/Added").put("Condition", "Never");
                    return stack;
                }),
                Change.of("one combination of eight conditions", UnusualOpeningsTest::combined));
    }

    private static ChangedStack combined(ChangedStack stack) {
        for (int i = 0; i < 8; i++) {
            stack.section("Conditions", "{'C" + i + "':{'Fn::Equals':['a','b']}}");
            stack.template()
                    .withObject("/Resources/Queue" + i)
                    .put("Type", "AWS::SQS::Queue")
                    .put("Condition", "C" + i);
        }
        String who =
                "{'Fn::If':['C0',{'Fn::If':['C1',{'Fn::If':['C2','OWN',{'Fn::If':['C3','OWN','*']}]},'OWN']},'OWN']}"
                        .replace("'OWN'", "{'Ref':'AWS::AccountId'}");
        return stack.statement("DATASETSPOLICY", "{'Effect':'Allow','Principal':{'AWS':" + who + "}," + ALL + "}");
    }

    @Test
    void areFoundBehindTheFirstOfAListThatAParameterHolds() {
        JsonNode template = new ChangedStack()
                .section("Parameters", "{'Who':{'Type':'CommaDelimitedList','Default':'" + ARNS + "'}}")
                .statement("DATASETSPOLICY", "{'Effect':'Allow','Principal':{'AWS':{'Ref':'Who'}}," + ALL + "}")
                .template();
        assertThat(Openings.of(List.of(new StackTemplate("S", "us-east-1", template, Map.of())), "111122223333")
                        .openings())
                .singleElement()
                .extracting(Opening::who)
                .isEqualTo("arn:aws:iam::999988887777:root");
    }

    @Test
    void areNotSeenWhereMuchIsUnusualAndNothingLeadsOut() {
        ChangedStack stack = new ChangedStack()
                .section("Mappings", "{'Sizes':{'us-east-1':{'s':'5'},'eu-west-1':{'s':'9'}}}")
                .section("Parameters", "{'Nets':{'Type':'List<AWS::EC2::Subnet::Id>','Default':'subnet-1,subnet-2'}}")
                .statement(
                        "ROLEPOLICY",
                        "{'Effect':'Allow','Action':['ec2:Describe*','cloudwatch:PutMetricData'],'Resource':'*'}")
                .add(
                        "AWS::SQS::Queue",
                        "{'DelaySeconds':{'Fn::FindInMap':['Sizes',{'Ref':'AWS::Region'},'s']},'QueueName':{'Fn::Select':[1,{'Ref':'Nets'}]}}");
        assertThat(stack.openings().openings()).isEmpty();
        assertThat(stack.openings().unread()).isEmpty();
    }
}
