package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Customer managed keys. */
final class KeyAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "key-via-service",
                            "kms/latest/developerguide/conditions-kms.html",
                            "What a service does with a key in a role's name has the service as"
                                    + " kms:ViaService and the account as kms:CallerAccount.")
                    .about("AWS::KMS::Key")
                    .reliedOnBy("StepAccess", "StoreAccess")
                    .simulatedBy("Need", "Authorizations")
                    .heldBy(
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething",
                            "FineTuningWorkflowTest.reachesOnlyBucketsOfItsOwnAccountAndKeysThroughServices")
                    .shownBy(Question.TRAIL),
            documented(
                            "key-objects",
                            "AmazonS3/latest/userguide/UsingKMSEncryption.html",
                            "Whoever reads an object encrypted under a key needs kms:Decrypt on it,"
                                    + " and whoever writes one kms:GenerateDataKey.")
                    .about("AWS::S3::Bucket", "s3:PutObject", "s3:GetObject")
                    .reliedOnBy("StoreAccess")
                    .simulatedBy("ObjectNeeds")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "key-executions",
                            "step-functions/latest/dg/encryption-at-rest.html",
                            "Step Functions uses a state machine's key in the machine's role, with"
                                    + " the machine's ARN as encryption context and without kms:ViaService.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("MachineAccess")
                    .simulatedBy("ServiceAccess")
                    .heldBy(
                            "FineTuningStateMachineTest.mayUseTheKeyForItsStateUnderTheNameThatCloudFormationGivesIt",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "key-callers",
                            "step-functions/latest/dg/encryption-at-rest.html",
                            "Of the callers of an encrypted state machine only those who describe"
                                    + " an execution or read its history need kms:Decrypt; starting, stopping"
                                    + " and answering need nothing.")
                    .about(
                            "states:DescribeExecution",
                            "states:StartExecution",
                            "states:StopExecution",
                            "states:ListExecutions")
                    .reliedOnBy("StepAccess")
                    .simulatedBy("StepFunctions")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.TRAIL),
            documented(
                            "key-execution-logs",
                            "step-functions/latest/dg/encryption-at-rest.html",
                            "With execution logs, the machine's role generates data keys for"
                                    + " delivery.logs.amazonaws.com, which decrypts with the machine's key.")
                    .about("AWS::KMS::Key", "AWS::StepFunctions::StateMachine")
                    .reliedOnBy("KeyPolicies", "MachineAccess")
                    .heldBy("AccessMatrixTest.servicesActForThisAccountAloneWhereTheyTell")
                    .shownBy(Question.STACK),
            documented(
                            "key-log-groups",
                            "AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
                            "CloudWatch Logs uses a log group's key as logs.REGION.amazonaws.com"
                                    + " with the group's ARN as encryption context.")
                    .about("AWS::Logs::LogGroup", "AWS::KMS::Key")
                    .reliedOnBy("KeyPolicies")
                    .heldBy("FineTuningWorkflowTest.givesEveryFunctionItsOwnRoleAndEncryptedEnvironmentAndLog")
                    .shownBy(Question.STACK),
            documented(
                            "key-queues",
                            "eventbridge/latest/userguide/eb-troubleshooting.html#eb-sqs-encrypted",
                            "EventBridge sends to an encrypted queue if the key lets"
                                    + " events.amazonaws.com decrypt and generate data keys.")
                    .about("AWS::SQS::Queue", "AWS::KMS::Key")
                    .reliedOnBy("KeyPolicies")
                    .simulatedBy("ServiceAccess")
                    .heldBy(
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething",
                            "DataStoreTest.letsServicesUseTheDataKeyOnThisAccountsBehalfOnly")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "key-topic",
                            "sns/latest/dg/sns-key-management.html",
                            "CloudWatch alarms publish to an encrypted topic if the key lets"
                                    + " cloudwatch.amazonaws.com, for the account as aws:SourceAccount,"
                                    + " decrypt and generate data keys; a role that publishes needs both"
                                    + " itself.")
                    .about("AWS::SNS::Topic", "sns:Publish")
                    .reliedOnBy("KeyPolicies", "StepAccess")
                    .simulatedBy("Sns")
                    .heldBy(
                            "DataStoreTest.letsServicesUseTheDataKeyOnThisAccountsBehalfOnly",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.TRAIL),
            documented(
                            "key-throttled",
                            "sns/latest/dg/sns-key-management.html#sse-troubleshooting-errors",
                            "KMS behind a topic or an execution throttles with HTTP status 400 and"
                                    + " a code of its own, such as KMSThrottling.")
                    .about("sns:Publish", "states:DescribeExecution")
                    .reliedOnBy("Failures")
                    .simulatedBy("Sns")
                    .heldBy(
                            "FailuresTest.tellsWhetherAskingAgainCanHelp",
                            "VerdictFaultsTest.aTopicWhoseKeyIsAskedTooOftenOnlyDelays")
                    .notShown("nobody can make KMS throttle on purpose without disturbing the account"),
            documented(
                            "key-grants",
                            "bedrock/latest/userguide/encryption-custom-job.html",
                            "Bedrock creates grants on the model's key in the caller's name,"
                                    + " through bedrock.REGION.amazonaws.com as kms:ViaService, and retires"
                                    + " them itself.")
                    .about("AWS::KMS::Key")
                    .reliedOnBy("KeyPolicies")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("EncryptedModelsTest.aModelIsNotDeployedForARoleThatMayNotCreateGrants")
                    .shownBy(Question.ABORTED_TRAINING),
            reported(
                            "key-environment",
                            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html"
                                    + " says that the deployer's grant is enough; reports of \"no"
                                    + " identity-based policy allows kms:Decrypt\" say that it may not be",
                            "A function whose role may decrypt with the key of its environment" + " starts.")
                    .about("AWS::Lambda::Function")
                    .reliedOnBy("StepFunction")
                    .simulatedBy("ServiceAccess")
                    .heldBy("EncryptedModelsTest.aFunctionDoesNotStartWhoseRoleMayNotDecryptItsEnvironment")
                    .shownBy(Question.STACK),
            documented(
                            "key-gone",
                            "step-functions/latest/dg/encryption-at-rest.html#faqs",
                            "While its key is disabled or scheduled for deletion, a state machine"
                                    + " runs nothing and a custom model cannot be used.")
                    .about("AWS::KMS::Key")
                    .reliedOnBy("Failures")
                    .heldBy(
                            "TrainingFaultsTest.aModelWhoseKeyIsGoneIsTakenDownAndTheKeyNamed",
                            "FailuresTest.namesTheKeyWhenTheKeyIsTheCause")
                    .notShown("a disabled key would stop the stack that the experiments run against"));

    private KeyAssumptions() {}
}
