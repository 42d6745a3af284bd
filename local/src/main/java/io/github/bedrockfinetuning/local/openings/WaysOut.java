package io.github.bedrockfinetuning.local.openings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Actions by which an identity hands data, or access to it, to another account when the resource may be anybody's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class WaysOut {
    private static final List<String> ACTIONS = List.of(
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
            "s3:ReplicateObject",
            "s3:PutBucketPolicy",
            "s3:PutBucketAcl",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutReplicationConfiguration",
            "s3:PutAccessPointPolicy",
            "s3:CreateAccessPoint",
            "s3:CreateAccessGrant",
            "s3:PutInventoryConfiguration",
            "sts:AssumeRole",
            "sts:AssumeRoleWithSAML",
            "sts:AssumeRoleWithWebIdentity",
            "sts:GetFederationToken",
            "kms:CreateGrant",
            "kms:PutKeyPolicy",
            "kms:ReplicateKey",
            "sqs:SendMessage",
            "sqs:AddPermission",
            "sqs:SetQueueAttributes",
            "sns:Publish",
            "sns:Subscribe",
            "sns:AddPermission",
            "sns:SetTopicAttributes",
            "lambda:InvokeFunction",
            "lambda:InvokeAsync",
            "lambda:AddPermission",
            "lambda:UpdateFunctionCode",
            "lambda:UpdateFunctionConfiguration",
            "lambda:CreateFunction",
            "lambda:CreateFunctionUrlConfig",
            "lambda:AddLayerVersionPermission",
            "lambda:PutFunctionEventInvokeConfig",
            "events:PutEvents",
            "events:PutTargets",
            "events:PutRule",
            "events:PutPermission",
            "events:CreateApiDestination",
            "events:InvokeApiDestination",
            "events:RetrieveConnectionCredentials",
            "states:InvokeHTTPEndpoint",
            "states:StartExecution",
            "states:UpdateStateMachine",
            "states:CreateStateMachine",
            "scheduler:CreateSchedule",
            "pipes:CreatePipe",
            "firehose:PutRecord",
            "firehose:PutRecordBatch",
            "firehose:CreateDeliveryStream",
            "kinesis:PutRecord",
            "kinesis:PutRecords",
            "kinesis:PutResourcePolicy",
            "logs:PutSubscriptionFilter",
            "logs:PutDestination",
            "logs:PutDestinationPolicy",
            "logs:PutAccountPolicy",
            "logs:CreateExportTask",
            "logs:CreateDelivery",
            "logs:PutDeliveryDestination",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PutResourcePolicy",
            "ecr:PutImage",
            "ecr:SetRepositoryPolicy",
            "secretsmanager:PutResourcePolicy",
            "secretsmanager:PutSecretValue",
            "secretsmanager:ReplicateSecretToRegions",
            "ssm:PutResourcePolicy",
            "ssm:SendCommand",
            "ssm:ModifyDocumentPermission",
            "ram:CreateResourceShare",
            "ram:AssociateResourceShare",
            "iam:CreateAccessKey",
            "iam:CreateUser",
            "iam:CreateLoginProfile",
            "iam:UpdateLoginProfile",
            "iam:CreateRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:PutRolePolicy",
            "iam:PutUserPolicy",
            "iam:PutGroupPolicy",
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:AttachGroupPolicy",
            "iam:CreatePolicyVersion",
            "iam:SetDefaultPolicyVersion",
            "iam:PassRole",
            "iam:CreateSAMLProvider",
            "iam:CreateOpenIDConnectProvider",
            "execute-api:Invoke",
            "ses:SendEmail",
            "ses:SendRawEmail",
            "ses:SendBulkEmail",
            "glue:PutResourcePolicy",
            "lakeformation:GrantPermissions",
            "bedrock:PutModelInvocationLoggingConfiguration",
            "bedrock:CreateModelCopyJob",
            "bedrock:PutResourcePolicy",
            "ec2:ModifySnapshotAttribute",
            "ec2:ModifyImageAttribute",
            "ec2:CreateVpcPeeringConnection",
            "ec2:CreateInternetGateway",
            "ec2:CreateNatGateway",
            "ec2:CreateRoute",
            "rds:ModifyDBSnapshotAttribute",
            "backup:StartCopyJob",
            "datasync:CreateTask",
            "cloudformation:CreateStack",
            "cloudformation:UpdateStack",
            "sagemaker:CreateEndpoint",
            "appflow:CreateFlow",
            "transfer:CreateConnector",
            "es:ESHttpPost",
            "aoss:APIAccessAll");

    private static final String EVERYTHING = "*";

    private WaysOut() {}

    /** Whether a statement of an identity's policy may allow one of them. */
    static boolean among(Clause clause) {
        if (clause.has("notaction")) {
            List<Pattern> left =
                    clause.texts("notaction").stream().map(WaysOut::pattern).toList();
            // Nobody lists everything; one service left out is enough.
            return left.stream()
                    .noneMatch(pattern -> pattern.matcher(EVERYTHING).matches());
        }
        return clause.texts("action").stream().anyMatch(action -> isAmong(action) || !Harmless.isOne(action));
    }

    private static boolean isAmong(String written) {
        if (Unresolved.isIn(written)) {
            return true;
        }
        Pattern pattern = pattern(written);
        return ACTIONS.stream().anyMatch(action -> pattern.matcher(action).matches());
    }

    private static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (char c : wildcards.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
