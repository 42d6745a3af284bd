package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** From an upload to the start of a run: S3, EventBridge, SQS and Lambda. */
final class UploadAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "upload-event",
                            "AmazonS3/latest/userguide/ev-events.html",
                            "A bucket with EventBridge on sends an Object Created event for every"
                                    + " new object, with the bucket's name, the object's key as it is, and"
                                    + " its version.")
                    .about("AWS::S3::Bucket", "AWS::Events::Rule")
                    .reliedOnBy("StartRun", "Intake")
                    .simulatedBy("S3", "EventBus")
                    .heldBy(
                            "S3ServiceTest.tellsEventBridgeOfEveryNewObject",
                            "RawKeysTest.readsTheVeryObjectThatAnEventNames")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "upload-event-again",
                            "eventbridge/latest/userguide/eb-troubleshooting.html#eb-rule-triggered-more-than-once",
                            "An event may come more than once, and events may come in any order.")
                    .about("AWS::Events::Rule")
                    .reliedOnBy("StartRun")
                    .simulatedBy("EventBus", "Queue")
                    .heldBy("RehearsalTest.theSameEventTwiceIsOneRun", "TriggerFaultsTest.versionsKeepApart")
                    .notShown("nobody can make EventBridge repeat an event"),
            documented(
                            "rule-wildcard",
                            "eventbridge/latest/userguide/eb-create-pattern-operators.html",
                            "A wildcard in an event pattern matches any characters, slashes among" + " them.")
                    .about("AWS::Events::Rule")
                    .reliedOnBy("Intake")
                    .simulatedBy("EventBus")
                    .heldBy("EventBusTest.deliversOnlyWhatThePatternMatches")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "rule-source",
                            "eventbridge/latest/userguide/eb-troubleshooting.html#eb-lam-function-not-invoked",
                            "EventBridge names its rule as aws:SourceArn and no account: a source"
                                    + " account in a function's policy keeps it from invoking the function.")
                    .about("AWS::Lambda::Permission", "AWS::SQS::QueuePolicy", "AWS::KMS::Key")
                    .reliedOnBy("CleanUpGuard", "Queues", "KeyPolicies")
                    .simulatedBy("Authorizations")
                    .heldBy(
                            "AuthorizationsTest.eventBridgeNamesItsRuleAndNoAccount",
                            "CleanUpGuardTest.letsOnlyItsOwnRuleCallTheCleanUp")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "rule-refused",
                            "eventbridge/latest/userguide/eb-rule-dlq.html",
                            "What EventBridge may not deliver goes to the dead-letter queue at"
                                    + " once; what a target fails to take is tried again for as long and as"
                                    + " often as the rule says.")
                    .about("AWS::Events::Rule", "AWS::SQS::Queue")
                    .reliedOnBy("Intake", "CleanUpGuard")
                    .simulatedBy("EventBus")
                    .heldBy(
                            "EventBusTest.putsWhatItMayNotDeliverWithTheDeadLettersAtOnce",
                            "EventBusTest.triesAgainUntilTheTargetTakesIt",
                            "EventBusTest.putsWhatNobodyTakesWithTheDeadLetters")
                    .notShown("the experiments do not take permissions away from the stack"),
            documented(
                            "queue-receives",
                            "AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
                            "A message that is received and not deleted comes back after the"
                                    + " visibility timeout, and goes to the dead-letter queue once it has"
                                    + " been received too often.")
                    .about("AWS::SQS::Queue")
                    .reliedOnBy("Intake")
                    .simulatedBy("Queue")
                    .heldBy(
                            "QueueTest.bringsBackWhatWasNotDeleted",
                            "QueueTest.setsAsideWhatWasReceivedTooOften",
                            "TriggerFaultsTest.aDropThatCannotStartIsKeptAndCanBeBroughtBack")
                    .notShown("it would take a StartRun that fails"),
            documented(
                            "queue-polling",
                            "lambda/latest/dg/with-sqs.html",
                            "Lambda polls a queue in the function's role, which receives, deletes,"
                                    + " reads attributes and decrypts with the queue's key.")
                    .about("AWS::Lambda::EventSourceMapping")
                    .reliedOnBy("Intake")
                    .simulatedBy("ServiceAccess")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "queue-batches",
                            "lambda/latest/dg/services-sqs-errorhandling.html",
                            "With ReportBatchItemFailures only the messages that the function names"
                                    + " come back; a function that throws fails all of its batch.")
                    .about("AWS::Lambda::EventSourceMapping")
                    .reliedOnBy("StartRun")
                    .simulatedBy("Functions")
                    .heldBy(
                            "StartRunTest.namesTheMessagesOfABatchThatFailed",
                            "StartRunTest.leavesTheMessageInTheQueueWhenItFails")
                    .notShown("it would take a StartRun that fails"),
            documented(
                            "queue-concurrency",
                            "lambda/latest/dg/services-sqs-scaling.html",
                            "An event source mapping runs no more functions at a time than its"
                                    + " maximum concurrency, of at least two.")
                    .about("AWS::Lambda::EventSourceMapping")
                    .reliedOnBy("Intake")
                    .heldBy("FineTuningWorkflowTest.bringsOneDropAtATimeAndKeepsWhatCannotBeStarted")
                    .notShown("it would take many uploads at a time"),
            documented(
                            "start-twice",
                            "step-functions/latest/apireference/API_StartExecution.html",
                            "Starting an execution under the name of one that runs with the same"
                                    + " input starts none; under the name of one that has ended, for 90 days,"
                                    + " it gives ExecutionAlreadyExists.")
                    .about("states:StartExecution")
                    .reliedOnBy("StartRun")
                    .simulatedBy("Executions", "StepFunctions")
                    .heldBy(
                            "StepFunctionsTest.refusesASecondExecutionOfTheSameNameOnceTheFirstHasEnded",
                            "StartRunTest.startsOneExecutionNamedAfterTheDropHoweverOftenItIsTold")
                    .shownBy(Question.REJECTED_FILE));

    private UploadAssumptions() {}
}
