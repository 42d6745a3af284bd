package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.inferred;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.unknown;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** The command line's calls from a terminal. */
final class CommandLineAssumptions {
    private static final String NEVER_DAMAGED = "the experiments do not damage the stack that they run against";

    private static final String NEVER_DENIED = "the experiments do not take permissions from whoever runs them";

    static final List<Assumption> ALL = List.of(
            documented(
                            "caller",
                            "STS/latest/APIReference/API_GetCallerIdentity.html",
                            "GetCallerIdentity takes no permission and gives the account of the caller.")
                    .about("sts:GetCallerIdentity")
                    .reliedOnBy("AccountConnection", "AccountBasics")
                    .simulatedBy("SecurityTokens")
                    .heldBy("DoctorCommandTest.credentialsThatAreRefusedAndWrongUsageEndWithTwo")
                    .shownBy(Question.STACK),
            documented(
                            "stack-described",
                            "AWSCloudFormation/latest/APIReference/API_DescribeStacks.html",
                            "DescribeStacks gives a stack's status, parameters and outputs by its name, and"
                                    + " ValidationError where there is none.")
                    .about("cloudformation:DescribeStacks", "cloudformation:ListStackResources")
                    .reliedOnBy("AccountConnection", "StackFacts")
                    .simulatedBy("CloudFormation")
                    .heldBy(
                            "DoctorCommandTest.aNamedStackThatIsNotThereFails",
                            "RemoteCommandsTest.mistakesAreToldInOneLine")
                    .shownBy(Question.STACK),
            documented(
                            "history-from-the-start",
                            "step-functions/latest/apireference/API_GetExecutionHistory.html",
                            "GetExecutionHistory gives an execution's events from the first one, at most a thousand a"
                                    + " page.")
                    .about("states:GetExecutionHistory", "states:SendTaskSuccess")
                    .reliedOnBy("RunState")
                    .simulatedBy("StepFunctions")
                    .heldBy("RemoteCommandsTest.anApprovedRunGoesOn")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "function-state",
                            "lambda/latest/api/API_FunctionConfiguration.html",
                            "GetFunctionConfiguration says whether a function can run and, decrypting in the caller's"
                                    + " name, what its variables are or why they cannot be read.")
                    .about("lambda:GetFunctionConfiguration")
                    .reliedOnBy("FunctionChecks")
                    .simulatedBy("LambdaFunctions")
                    .heldBy("DoctorCommandTest.tells")
                    .shownBy(Question.STACK),
            documented(
                            "function-concurrency",
                            "lambda/latest/api/API_AccountLimit.html",
                            "GetAccountSettings says how many functions may run at a time, and how many of these are"
                                    + " not reserved.")
                    .about("lambda:GetAccountSettings")
                    .reliedOnBy("LambdaConcurrency")
                    .simulatedBy("LambdaFunctions")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown("the answer is the account's own"),
            documented(
                            "log-policies",
                            "step-functions/latest/dg/cw-logs.html#troubleshooting-logging-to-cloudwatch",
                            "An account has at most ten resource policies of CloudWatch Logs in a Region, each of at"
                                    + " most 5,120 characters.")
                    .about("logs:DescribeResourcePolicies", "states:DescribeStateMachine")
                    .reliedOnBy("LogResourcePolicies", "WorkflowChecks")
                    .simulatedBy("LogPolicies", "MachineDescriptions")
                    .heldBy("DoctorCommandTest.tells")
                    .shownBy(Question.STACK),
            documented(
                            "key-state",
                            "kms/latest/developerguide/key-state.html",
                            "A key can be used while its state is Enabled or Updating.")
                    .about("kms:DescribeKey")
                    .reliedOnBy("KeyChecks")
                    .simulatedBy("Keys")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown(NEVER_DAMAGED),
            documented(
                            "queue-numbers",
                            "AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html",
                            "A queue says about how many messages it holds, and settles a minute after the last change.")
                    .about("sqs:GetQueueAttributes")
                    .reliedOnBy("QueueChecks")
                    .simulatedBy("Queues")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown(NEVER_DAMAGED),
            reported(
                            "subscription-pending",
                            "examples in other vendors' documentation; AWS's pages name the member alone",
                            "A subscription that nobody has confirmed has PendingConfirmation in the place of its ARN.")
                    .about("sns:ListSubscriptionsByTopic")
                    .reliedOnBy("WorkflowChecks")
                    .simulatedBy("Sns")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown("the experiments subscribe nobody"),
            documented(
                            "denied-by-sns",
                            "sns/latest/api/API_ListSubscriptionsByTopic.html",
                            "SNS refuses a caller without permission with the code AuthorizationError.")
                    .about("sns:ListSubscriptionsByTopic")
                    .reliedOnBy("RefusalInterceptor")
                    .simulatedBy("Sns")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown(NEVER_DENIED),
            reported(
                            "environment-error-code",
                            "answers that public repositories quote",
                            "Where the caller lacks kms:Decrypt, the error in the place of a function's variables has"
                                    + " the code AccessDeniedException. The codes for a key that cannot be used are not"
                                    + " documented, so every other code fails the check.")
                    .about("lambda:GetFunctionConfiguration")
                    .reliedOnBy("FunctionChecks")
                    .simulatedBy("LambdaFunctions")
                    .heldBy("DoctorPermissionsTest.withoutTheUseOfTheKeyOnlyTheVariablesOfFunctionsAreUnknown")
                    .notShown(NEVER_DENIED),
            documented(
                            "log-policy-widened",
                            "step-functions/latest/dg/sfn-best-practices.html#bp-cwl",
                            "A resource policy of CloudWatch Logs that nears its limit is widened to all log groups"
                                    + " under /aws/vendedlogs/, while an eleventh policy fails the state machine.")
                    .about("logs:DescribeResourcePolicies", "AWS::Logs::LogGroup")
                    .reliedOnBy("LogResourcePolicies", "WorkflowChecks")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown("an account would have to be brought to its limits"),
            unknown(
                            "log-policy-of-group",
                            "The CloudWatch Logs guide gives new log deliveries a policy on their log group instead, of"
                                    + " up to 51,200 bytes; whether those of Step Functions have one is not said.")
                    .about("AWS::Logs::LogGroup")
                    .reliedOnBy("LogResourcePolicies")
                    .heldBy("DoctorCommandTest.tells")
                    .notShown("a deployment does not tell which policy lets its logs be delivered"),
            documented(
                            "machine-metadata",
                            "step-functions/latest/apireference/API_DescribeStateMachine.html",
                            "DescribeStateMachine with METADATA_ONLY takes no use of the state machine's key.")
                    .about("states:DescribeStateMachine")
                    .reliedOnBy("WorkflowChecks")
                    .simulatedBy("MachineDescriptions")
                    .heldBy("DoctorPermissionsTest.withoutTheUseOfTheKeyOnlyTheVariablesOfFunctionsAreUnknown")
                    .notShown(NEVER_DENIED),
            documented(
                            "bootstrap-version",
                            "cdk/v2/guide/bootstrapping-customizing.html",
                            "The CDK's bootstrap stack has its version in /cdk-bootstrap/QUALIFIER/version of Parameter"
                                    + " Store.")
                    .about("ssm:GetParameter")
                    .reliedOnBy("AccountBasics")
                    .simulatedBy("Parameters")
                    .heldBy(
                            "AccountBasicsTest.asksForTheBootstrapVersionThatTheTemplateRequires",
                            "DoctorCommandTest.tells")
                    .shownBy(Question.STACK),
            inferred(
                            "refusals-name-the-action",
                            "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html has messages"
                                    + " that name the action; services word theirs themselves",
                            "A call that is not allowed gives an error whose code or status says so.")
                    .about("sts:GetCallerIdentity")
                    .reliedOnBy("RefusalInterceptor", "Subject")
                    .simulatedBy("Authorizations", "Faults")
                    .heldBy(
                            "RemoteCommandsTest.aDeniedCallNamesTheActionAndTheRemedy",
                            "DoctorPermissionsTest.withoutAnyOneOfThemSomethingCouldNotBeChecked")
                    .shownBy(Question.TRAIL));

    private CommandLineAssumptions() {}
}
