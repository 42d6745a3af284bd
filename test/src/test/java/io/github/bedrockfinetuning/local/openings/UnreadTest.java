package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that parts that are not supported are reported as unread and never ignored. */
class UnreadTest {
    @ParameterizedTest
    @MethodSource("changes")
    void isListed(Change change) {
        assertThat(change.openings().unread()).isNotEmpty();
    }

    static Stream<Change> changes() {
        return Stream.of(
                Change.added("unknown type", "AWS::Oam::Link", "{}"),
                Change.added("table of the Glue catalog", "AWS::Glue::Table", "{'DatabaseName':'d'}"),
                Change.added("custom resource", "Custom::AWS", "{'ServiceToken':{'Fn::GetAtt':['FUNCTION','Arn']}}"),
                Change.added(
                        "plain custom resource",
                        "AWS::CloudFormation::CustomResource",
                        "{'ServiceToken':{'Fn::GetAtt':['FUNCTION','Arn']}}"),
                Change.added(
                        "known custom resource of somebody else",
                        "Custom::FineTuningRuns",
                        "{'ServiceToken':'arn:aws:lambda:us-east-1:999988887777:function:f'}"),
                Change.added(
                        "nested stack that is not there",
                        "AWS::CloudFormation::Stack",
                        "{'TemplateURL':'https://example.com/t.json'}"),
                Change.of("macro for the template", stack -> {
                    stack.template().put("Transform", "Mine");
                    return stack;
                }),
                Change.of("hooks", stack -> {
                    stack.template().putObject("Hooks");
                    return stack;
                }),
                Change.of("loop over resources", stack -> {
                    stack.template().withObject("/Resources").putArray("Fn::ForEach::Buckets");
                    return stack;
                }),
                Change.added("macro for all properties", "AWS::SQS::Queue", "{'Fn::Transform':{'Name':'Mine'}}"),
                Change.set("macro for a property", "QUEUE", "RedrivePolicy", "{'Fn::Transform':{'Name':'Mine'}}"),
                Change.set("macro beside properties", "QUEUE", "Fn::Transform", "{'Name':'Mine'}"),
                Change.set("unknown function", "QUEUE", "VisibilityTimeout", "{'Fn::Length':[1]}"),
                Change.set("imported value", "RULE", "Targets.0.Arn", "{'Fn::ImportValue':'q'}"),
                Change.set("parameter of nowhere", "RULE", "Targets.0.Arn", "{'Ref':'Nowhere'}"),
                Change.set(
                        "dynamic reference", "FUNCTION", "Environment.Variables.X", "'{{resolve:secretsmanager:s}}'"),
                Change.set(
                        "missing entry of a mapping",
                        "FUNCTION",
                        "Environment.Variables.X",
                        "{'Fn::FindInMap':['a','b','c']}"),
                Change.set("unknown property of a bucket", "RESULTS", "MetadataTableConfiguration", "{}"),
                Change.set("unknown property of a role", "ROLE", "TrustedAccounts", "['x']"),
                Change.set("property in another case", "DATASETSPOLICY", "policydocument", "{}"),
                Change.set(
                        "managed policy of AWS",
                        "ROLE",
                        "ManagedPolicyArns",
                        "['arn:aws:iam::aws:policy/AdministratorAccess']"),
                Change.set("definition elsewhere", "MACHINE", "DefinitionS3Location", "{'Bucket':'b','Key':'k'}"),
                Change.set("policy that is none", "DATASETSPOLICY", "PolicyDocument", "'not a policy'"),
                Change.statement(
                        "effect without a meaning",
                        "DATASETSPOLICY",
                        "{'Effect':'Permit','Action':'s3:*','Resource':'*','Principal':'*'}"),
                Change.statement(
                        "element without a meaning",
                        "DATASETSPOLICY",
                        "{'Effect':'Deny','Action':'s3:*','Resource':'*','Principals':'*'}"),
                Change.statement(
                        "nobody is named", "DATASETSPOLICY", "{'Effect':'Allow','Action':'s3:*','Resource':'*'}"));
    }
}
