package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests statements that allow AWS services to act for any account. */
class ServiceOpeningsTest {
    @ParameterizedTest
    @MethodSource("services")
    void areFound(Change change) {
        assertThat(change.openings().openings()).isNotEmpty();
    }

    static Stream<Change> services() {
        String queue = "'Effect':'Allow','Action':'sqs:SendMessage','Resource':'*','Principal':{'Service':";
        String bucket = "'Effect':'Allow','Action':'s3:PutObject','Resource':'*','Principal':{'Service':";
        String key = "'Effect':'Allow','Resource':'*','Principal':{'Service':";
        return Stream.of(
                Change.statement("queue for SNS", "QUEUEPOLICY", "{" + queue + "'sns.amazonaws.com'}}"),
                Change.statement("queue for S3", "QUEUEPOLICY", "{" + queue + "'s3.amazonaws.com'}}"),
                Change.statement(
                        "queue for rules of anybody",
                        "QUEUEPOLICY",
                        "{" + queue
                                + "'events.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:events:*:*:rule/*'}}}"),
                Change.statement(
                        "queue for rules of another",
                        "QUEUEPOLICY",
                        "{" + queue
                                + "'events.amazonaws.com'},'Condition':{'ArnEquals':{'aws:SourceArn':'arn:aws:events:us-east-1:999988887777:rule/r'}}}"),
                Change.statement(
                        "queue for another account",
                        "QUEUEPOLICY",
                        "{" + queue
                                + "'s3.amazonaws.com'},'Condition':{'StringEquals':{'aws:SourceAccount':'999988887777'}}}"),
                Change.statement(
                        "queue if the account is told",
                        "QUEUEPOLICY",
                        "{" + queue
                                + "'s3.amazonaws.com'},'Condition':{'StringEqualsIfExists':{'aws:SourceAccount':{'Ref':'AWS::AccountId'}}}}"),
                Change.statement(
                        "queue for any bucket",
                        "QUEUEPOLICY",
                        "{" + queue
                                + "'s3.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::*'}}}"),
                Change.statement(
                        "bucket for access logs of anybody",
                        "DATASETSPOLICY",
                        "{" + bucket + "'logging.s3.amazonaws.com'}}"),
                Change.statement(
                        "bucket for trails of anybody",
                        "DATASETSPOLICY",
                        "{" + bucket
                                + "'cloudtrail.amazonaws.com'},'Condition':{'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}}}"),
                Change.statement(
                        "bucket for an organization's services",
                        "DATASETSPOLICY",
                        "{" + bucket
                                + "'config.amazonaws.com'},'Condition':{'StringEquals':{'aws:SourceOrgID':'o-abcdef1234'}}}"),
                Change.statement("key for S3", "DATAKEY", "{" + key + "'s3.amazonaws.com'},'Action':'kms:Decrypt'}"),
                Change.statement(
                        "key for more than events need",
                        "DATAKEY",
                        "{" + key + "'events.amazonaws.com'},'Action':['kms:Decrypt','kms:CreateGrant']}"),
                Change.statement(
                        "key for logs of anybody",
                        "DATAKEY",
                        "{" + key
                                + "'logs.us-east-1.amazonaws.com'},'Action':'kms:Decrypt','Condition':{'ArnLike':{'kms:EncryptionContext:aws:logs:arn':'arn:aws:logs:us-east-1:*:log-group:*'}}}"),
                Change.statement(
                        "trust of Bedrock",
                        "JOBROLE",
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'bedrock.amazonaws.com'}}"),
                Change.statement(
                        "trust of Step Functions",
                        "ROLE",
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':['lambda.amazonaws.com','states.amazonaws.com']}}"),
                Change.added(
                        "function for topics of anybody",
                        "AWS::Lambda::Permission",
                        "{'Action':'lambda:InvokeFunction','FunctionName':{'Ref':'FUNCTION'},'Principal':'sns.amazonaws.com'}"),
                Change.added(
                        "function for a bucket of another",
                        "AWS::Lambda::Permission",
                        "{'Action':'lambda:InvokeFunction','FunctionName':{'Ref':'FUNCTION'},'Principal':'s3.amazonaws.com','SourceArn':'arn:aws:s3:::others-bucket'}"));
    }
}
