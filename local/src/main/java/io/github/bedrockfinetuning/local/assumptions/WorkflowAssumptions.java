package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Step Functions. */
final class WorkflowAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "error-names",
                            "step-functions/latest/dg/concepts-error-handling.html",
                            "A function's exception is an error by its class's name; a function"
                                    + " that times out is Sandbox.Timedout or Lambda.Unknown, one whose"
                                    + " process ends Runtime.ExitError, one that is throttled"
                                    + " Lambda.TooManyRequestsException.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("Retries")
                    .simulatedBy("Functions", "ErrorNames")
                    .heldBy(
                            "FineTuningStateMachineTest.boundsEveryTaskAndTriesItAgainByItsKindOfFailure",
                            "HandlerProcessesTest.aProcessThatEndsIsReportedAsLambdaDoes")
                    .shownBy(Question.DEFINITION),
            documented(
                            "errors-not-caught",
                            "step-functions/latest/dg/concepts-error-handling.html",
                            "States.ALL catches neither States.Runtime nor"
                                    + " States.DataLimitExceeded; the execution fails.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("CleanUpGuard", "AfterEnd")
                    .simulatedBy("ErrorNames")
                    .heldBy("RetryAndCatchTest.matchesErrorNames")
                    .shownBy(Question.DEFINITION),
            documented(
                            "retry",
                            "step-functions/latest/dg/concepts-error-handling.html",
                            "The first retrier that names an error counts for it; its interval"
                                    + " grows by the rate up to the longest delay, with full jitter.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("Retries")
                    .simulatedBy("Retrier", "TaskAttempt")
                    .heldBy("FineTuningStateMachineTest.boundsEveryTaskAndTriesItAgainByItsKindOfFailure")
                    .shownBy(Question.DEFINITION),
            documented(
                            "payload-limit",
                            "step-functions/latest/dg/service-quotas.html",
                            "What a state is given and gives is at most 256 KiB.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("Step")
                    .simulatedBy("Payload")
                    .heldBy(
                            "PayloadBoundsTest.noStateCanBeHandedMoreThanSoMuch",
                            "PayloadBoundsTest.aMapThatHandsOnWhatItsChildrenReturnIsRefused")
                    .shownBy(Question.DEFINITION),
            documented(
                            "history-limit",
                            "step-functions/latest/dg/service-quotas.html",
                            "An execution fails when its history reaches 25,000 events; a child of"
                                    + " a Distributed Map has a history of its own.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("TrainingJob")
                    .simulatedBy("History")
                    .heldBy(
                            "WorkflowBoundsTest.aSevenDayQueueStaysFarBelowTheLongestHistory",
                            "WorkflowBoundsTest.aBatchThatIsThrottledForAsLongAsARunMayTakeStaysBelowTheLongestHistoryToo")
                    .notShown("it takes days"),
            documented(
                            "map-items",
                            "step-functions/latest/dg/input-output-itemreader.html",
                            "A Distributed Map reads a JSON Lines object of S3 in the machine's"
                                    + " role and runs a child for each line.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("Definition", "MachineAccess")
                    .simulatedBy("S3Items", "MapRun")
                    .heldBy(
                            "FineTuningStateMachineTest.keepsRecordsOutOfTheState",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "map-authorization",
                            "step-functions/latest/dg/iam-policies-eg-dist-map.html",
                            "The machine's role starts the children on the machine's own ARN,"
                                    + " describes and stops them as executions of it, and redrives them by"
                                    + " the map's label.")
                    .about("AWS::IAM::ManagedPolicy")
                    .reliedOnBy("FineTuningStateMachine", "MachineAccess")
                    .simulatedBy("ServiceAccess")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "map-concurrency",
                            "step-functions/latest/dg/state-map-distributed.html",
                            "MaxConcurrencyPath bounds how many children run at a time.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("Definition")
                    .simulatedBy("MapRun")
                    .heldBy("QuotaPacedRunTest.asksEveryRecordOnceAsFastAsTheQuotaAllows")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "map-metrics",
                            "step-functions/latest/dg/state-map-distributed.html",
                            "Metrics of children have the machine's ARN with the map's label, so"
                                    + " they do not count as runs.")
                    .about("AWS::CloudWatch::Alarm")
                    .reliedOnBy("Alarms")
                    .heldBy("TrainingFaultsTest.theSweeperStopsWhatNobodyElseCould")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "callback",
                            "step-functions/latest/dg/connect-to-resource.html#connect-wait-token",
                            "A task that waits for a token goes on when SendTaskSuccess brings it,"
                                    + " and fails with States.Timeout after its time.")
                    .about("states:SendTaskSuccess")
                    .reliedOnBy("AskApproval")
                    .simulatedBy("StepFunctions", "Tokens")
                    .heldBy(
                            "StepFunctionsTest.runsAnExecutionThatIsAnsweredByItsTaskToken",
                            "PreparationFaultsTest.aQuestionThatNobodyAnswersIsANo")
                    .shownBy(Question.DEFINITION),
            reported(
                            "redrive-count",
                            "real context objects in public repositories have \"RedriveCount\": 0;"
                                    + " https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html"
                                    + " says only of RedriveTime that it may be absent",
                            "The context object has Execution.RedriveCount also where nobody has"
                                    + " redriven the execution.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("Definition")
                    .simulatedBy("Context")
                    .heldBy("RedrivenRunsTest.aRedriveMakesNoSecondPaidThing")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "status-event",
                            "step-functions/latest/dg/eventbridge-integration.html",
                            "Step Functions sends an event when an execution starts, ends or is"
                                    + " redriven, with its name, machine, status, dates and number of"
                                    + " redrives, as a best effort.")
                    .about("AWS::Events::Rule")
                    .reliedOnBy("CleanUpGuard", "AfterEnd")
                    .simulatedBy("StepFunctions", "StatusEvents")
                    .heldBy(
                            "StepFunctionsTest.publishesWhenAnExecutionStartsAndEnds",
                            "EndingTest.cleansUpBehindAnAbortedExecutionAndTells")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "status-event-silent",
                            "step-functions/latest/dg/encryption-at-rest.html#faqs",
                            "Events of executions that are encrypted under a customer managed key"
                                    + " have no input, output, error or cause.")
                    .about("AWS::Events::Rule", "states:DescribeExecution")
                    .reliedOnBy("AfterEnd")
                    .simulatedBy("StepFunctions")
                    .heldBy(
                            "StepFunctionsTest.tellsEventBridgeNothingOfWhatAnEncryptedExecutionHolds",
                            "EndingTextsTest.stoppedByTheUser")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "execution-described",
                            "step-functions/latest/apireference/API_DescribeExecution.html",
                            "An execution is described under its name for 90 days after its end,"
                                    + " perhaps a little behind; later it gives ExecutionDoesNotExist.")
                    .about("states:DescribeExecution")
                    .reliedOnBy("RunExecution", "Leftovers")
                    .simulatedBy("StepFunctions")
                    .heldBy(
                            "StepFunctionsTest.namesWhatDoesNotExist",
                            "SweepTest.touchesNothingOfARunThatIsUnderWay",
                            "RedrivenRunsTest.aRedriveDuringCleanUpKeepsItsDeployment")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "execution-stopped",
                            "step-functions/latest/apireference/API_StopExecution.html",
                            "Stopping an execution ends it as ABORTED with the error and cause"
                                    + " given, its Distributed Maps among it; running functions go on to"
                                    + " their end.")
                    .about("states:StopExecution", "states:ListExecutions")
                    .reliedOnBy("EndRuns")
                    .simulatedBy("StepFunctions")
                    .heldBy("StepFunctionsTest.stopsAndListsExecutions", "StackDeletionTest.atAnyStateNothingIsLeft")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "redrive",
                            "step-functions/latest/dg/redrive-executions.html",
                            "A redriven execution goes on where it failed, under the same name, for" + " 14 days.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("RunExecution", "Tell")
                    .simulatedBy("Executions")
                    .heldBy(
                            "StepFunctionsTest.redrivesWhatFailedAndTheSameTokenIsTheSameRedrive",
                            "RedrivenRunsTest.aRedriveMakesNoSecondPaidThing")
                    .notShown("a redrive of a failed run may pay again"),
            documented(
                            "machine-trust",
                            "step-functions/latest/dg/procedure-create-iam-role.html#prevent-cross-service-confused-deputy",
                            "Step Functions takes on a machine's role with the account as"
                                    + " aws:SourceAccount and a state machine as aws:SourceArn.")
                    .about("AWS::IAM::Role")
                    .reliedOnBy("FineTuningStateMachine")
                    .simulatedBy("ServiceAccess")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "machine-log-delivery",
                            "step-functions/latest/dg/cw-logs.html#cloudwatch-log-troubleshooting",
                            "A log group below /aws/vendedlogs/ takes no room of its own in the"
                                    + " account's CloudWatch Logs resource policy of 5,120 characters.")
                    .about("AWS::Logs::LogGroup", "AWS::StepFunctions::StateMachine")
                    .reliedOnBy("FineTuningStateMachine")
                    .simulatedBy("LogPolicies")
                    .heldBy(
                            "FineTuningWorkflowTest.logsExecutionsIntoAVendedLogGroupOfItsOwn",
                            "LogDeliveryTest.aStateMachineThatTakesRoomInTheAccountsResourcePolicyIsRefused")
                    .shownBy(Question.STACK));

    private WorkflowAssumptions() {}
}
