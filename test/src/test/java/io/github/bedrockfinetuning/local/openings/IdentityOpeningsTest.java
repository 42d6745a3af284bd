package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests identities in the stack that can transfer data out of the account, and credentials that can be used outside it.
 */
class IdentityOpeningsTest {
    private static final String TOPIC_OF_OTHERS = "'arn:aws:sns:us-east-1:999988887777:t'";

    @ParameterizedTest
    @MethodSource("identities")
    void areFound(Change change) {
        assertThat(change.openings().openings()).isNotEmpty();
    }

    private static Change role(String name, String statement) {
        return Change.statement(name, "ROLEPOLICY", statement);
    }

    static Stream<Change> identities() {
        return Stream.of(
                role(
                        "other bucket",
                        "{'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::others-bucket/*'}"),
                role(
                        "bucket by substitution",
                        "{'Effect':'Allow','Action':'s3:PutObject','Resource':{'Fn::Sub':'arn:${AWS::Partition}:s3:::others-${AWS::Region}/*'}}"),
                role("any bucket", "{'Effect':'Allow','Action':['s3:Put*'],'Resource':'*'}"),
                role(
                        "bucket if the account is told",
                        "{'Effect':'Allow','Action':'s3:PutObject','Resource':'*','Condition':{'StringEqualsIfExists':{'aws:ResourceAccount':{'Ref':'AWS::AccountId'}}}}"),
                role(
                        "bucket of another account",
                        "{'Effect':'Allow','Action':'s3:PutObject','Resource':'*','Condition':{'StringEquals':{'aws:ResourceAccount':'999988887777'}}}"),
                role(
                        "bucket of an organization",
                        "{'Effect':'Allow','Action':'s3:PutObject','Resource':'*','Condition':{'StringEquals':{'aws:ResourceOrgID':'o-abcdef1234'}}}"),
                role(
                        "role of another account",
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'arn:aws:iam::999988887777:role/r'}"),
                role("any role", "{'Effect':'Allow','Action':'sts:*','Resource':'*'}"),
                role(
                        "role of any account",
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'arn:aws:iam::*:role/r'}"),
                role("everything", "{'Effect':'Allow','Action':'*','Resource':'*'}"),
                role("everything but", "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}"),
                role(
                        "all resources but",
                        "{'Effect':'Allow','Action':'sqs:SendMessage','NotResource':'arn:aws:sqs:us-east-1:1:q'}"),
                role(
                        "topic of another account",
                        "{'Effect':'Allow','Action':'sns:Publish','Resource':" + TOPIC_OF_OTHERS + "}"),
                role(
                        "imported resource",
                        "{'Effect':'Allow','Action':'sqs:SendMessage','Resource':{'Fn::ImportValue':'q'}}"),
                role("grants of any key", "{'Effect':'Allow','Action':'kms:CreateGrant','Resource':'*'}"),
                role("any stream", "{'Effect':'Allow','Action':'firehose:PutRecord*','Resource':'*'}"),
                role("mixed case", "{'effect':'Allow','ACTION':'S3:PUTOBJECT','Resource':'*'}"),
                Change.set(
                        "inline policy",
                        "ROLE",
                        "Policies",
                        "[{'PolicyName':'p','PolicyDocument':{'Statement':{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}}}]"),
                Change.added(
                        "policy of a role",
                        "AWS::IAM::RolePolicy",
                        "{'RoleName':{'Ref':'ROLE'},'PolicyName':'p','PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'arn:aws:iam::999988887777:role/r'}]}}"),
                Change.added(
                        "user",
                        "AWS::IAM::User",
                        "{'Policies':[{'PolicyName':'p','PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}]}}]}"),
                Change.added("user with a password", "AWS::IAM::User", "{'LoginProfile':{'Password':'x'}}"),
                Change.added(
                        "group",
                        "AWS::IAM::Group",
                        "{'Policies':[{'PolicyName':'p','PolicyDocument':{'Statement':[{'Effect':'Allow','Action':'sqs:*','Resource':'*'}]}}]}"),
                Change.added("access key", "AWS::IAM::AccessKey", "{'UserName':'u'}"),
                Change.added("identity provider", "AWS::IAM::OIDCProvider", "{'Url':'https://example.com'}"));
    }
}
