package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Lambda functions and what invokes them. */
final class FunctionAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "function-invoked",
                            "step-functions/latest/dg/connect-lambda.html",
                            "Step Functions invokes a published version in the machine's role, with"
                                    + " what the state is given, and takes what it returns.")
                    .about("AWS::Lambda::Version", "AWS::Lambda::Function")
                    .reliedOnBy("Tasks", "MachineAccess")
                    .simulatedBy("ServiceAccess", "Functions")
                    .heldBy(
                            "FineTuningStateMachineTest.callsPublishedVersionsAndMayCallTheKeptOnes",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "function-versions",
                            "lambda/latest/dg/configuration-versions.html",
                            "A published version never changes, and goes with its function.")
                    .about("AWS::Lambda::Version")
                    .reliedOnBy("StepFunction")
                    .heldBy("StepFunctionTest.keepsPublishedVersions")
                    .shownBy(Question.STACK_DELETION),
            documented(
                            "function-again",
                            "lambda/latest/dg/invocation-async-error-handling.html",
                            "A function that is invoked asynchronously and fails is tried twice"
                                    + " more, after one minute and after two, and then its event goes to its"
                                    + " dead-letter queue in its role.")
                    .about("AWS::Lambda::Function", "AWS::SQS::Queue")
                    .reliedOnBy("CleanUpGuard")
                    .simulatedBy("Deployment", "ServiceAccess")
                    .heldBy(
                            "CleanUpGuardTest.keepsWhatCouldNotBeDeliveredOrDone",
                            "TriggerFaultsTest.aDropThatCannotStartIsKeptAndCanBeBroughtBack")
                    .notShown("it would take a clean-up that fails"),
            documented(
                            "function-bounds",
                            "lambda/latest/dg/gettingstarted-limits.html",
                            "A function runs for at most 15 minutes, and knows how much of its time" + " is left.")
                    .about("AWS::Lambda::Function")
                    .reliedOnBy("Deadline", "EndRuns")
                    .simulatedBy("HandlerProcesses")
                    .heldBy(
                            "AnsweringTest.handsBackWhatIsLeftBeforeItsTimeIsUp",
                            "HandlerProcessesTest.sleepingTakesVirtualTimeOnlyAndNotBeyondTheDeadline")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "function-runtime",
                            "lambda/latest/dg/lambda-runtimes.html",
                            "Lambda offers Java 25 on arm64, and makes a handler by its class's"
                                    + " constructor without arguments.")
                    .about("AWS::Lambda::Function")
                    .reliedOnBy("StepFunction", "Step")
                    .simulatedBy("HandlerProcesses")
                    .heldBy(
                            "StepFunctionTest.runsOnJava25AndArmWithTracesAndItsOwnLog",
                            "FineTuningWorkflowTest.givesEveryFunctionAHandlerThatLambdaCanMake")
                    .shownBy(Question.STACK),
            documented(
                            "function-logs",
                            "lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
                            "A function writes a line as it is to the log group that it is given,"
                                    + " and needs no permission to create groups.")
                    .about("AWS::Logs::LogGroup", "AWS::IAM::ManagedPolicy")
                    .reliedOnBy("Step", "StepFunction")
                    .simulatedBy("ServiceAccess")
                    .heldBy(
                            "StepFunctionTest.startsWithNothingButItsLogAndTraces",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.TRAIL),
            documented(
                            "function-traces",
                            "lambda/latest/dg/services-xray.html",
                            "Active tracing takes xray:PutTraceSegments and PutTelemetryRecords on" + " all resources.")
                    .about("AWS::IAM::ManagedPolicy")
                    .reliedOnBy("StepFunction")
                    .heldBy("StepFunctionTest.startsWithNothingButItsLogAndTraces")
                    .shownBy(Question.TRAIL),
            documented(
                            "schedule-trust",
                            "scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html",
                            "EventBridge Scheduler takes on a schedule's role with the account as"
                                    + " aws:SourceAccount and the schedule's group, never the schedule, as"
                                    + " aws:SourceArn.")
                    .about("AWS::Scheduler::Schedule", "AWS::IAM::Role")
                    .reliedOnBy("CleanUpGuard")
                    .simulatedBy("ServiceAccess")
                    .heldBy(
                            "CleanUpGuardTest.sweepsEveryHour",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.TRAIL),
            documented(
                            "schedule-dead-letters",
                            "scheduler/latest/UserGuide/configuring-schedule-dlq.html",
                            "What the Scheduler cannot deliver goes to the dead-letter queue in the"
                                    + " schedule's role.")
                    .about("AWS::Scheduler::Schedule", "AWS::SQS::Queue")
                    .reliedOnBy("CleanUpGuard")
                    .simulatedBy("ServiceAccess")
                    .heldBy("CleanUpGuardTest.keepsWhatCouldNotBeDeliveredOrDone")
                    .notShown("it would take a sweeper that cannot be invoked"));

    private FunctionAssumptions() {}
}
