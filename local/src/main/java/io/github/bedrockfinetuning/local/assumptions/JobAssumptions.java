package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.modeled;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.unknown;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Fine-tuning jobs. */
final class JobAssumptions {
    private static final String ACCESS = "bedrock/latest/userguide/custom-model-job-access-security.html";
    private static final String REFERENCE = "service-authorization/latest/reference/list_amazonbedrock.html";
    private static final String CREATE = "bedrock:CreateModelCustomizationJob";
    private static final String GET = "bedrock:GetModelCustomizationJob";

    static final List<Assumption> ALL = List.of(
            documented(
                            "job-token",
                            "bedrock/latest/userguide/model-customization-submit.html",
                            "A second CreateModelCustomizationJob with the same clientRequestToken makes no second job.")
                    .about(CREATE)
                    .reliedOnBy("TrainingJob")
                    .simulatedBy("CustomizationJobs", "Tokens")
                    .heldBy("CustomizationJobsTest.givesTheSameJobForTheSameTokenAndRefusesOtherParametersUnderIt")
                    .shownBy(Question.TAKEN_JOB_NAME),
            unknown(
                            "job-name-taken",
                            "A job name that was used before, even by a job that has ended, gives ConflictException.")
                    .about(CREATE)
                    .reliedOnBy("TrainingJob")
                    .simulatedBy("CustomizationJobs")
                    .heldBy(
                            "CustomizationJobsTest.neverLetsAJobNameBeUsedAgain",
                            "TrainingJobTest.leavesAJobOfTheSameNameThatIsNotOursAlone")
                    .shownBy(Question.TAKEN_JOB_NAME),
            modeled(
                            "job-by-name",
                            "GetModelCustomizationJob.jobIdentifier",
                            "A job is found by its name as by its ARN, and one that does not exist gives"
                                    + " ResourceNotFoundException.")
                    .about(GET)
                    .reliedOnBy("TrainingJob")
                    .simulatedBy("CustomizationJobs")
                    .heldBy(
                            "TrainingFaultsTest.aJobThatNobodyKnowsOfIsFoundByNameAndStopped",
                            "TrainingJobTest.findsNoJobWhereThereIsNone")
                    .shownBy(Question.ABORTED_TRAINING),
            modeled(
                            "job-shows-token",
                            "GetModelCustomizationJobResponse.clientRequestToken, an optional member",
                            "A job that was created with a token shows it, or at least the output prefix that it was given.")
                    .about(GET)
                    .reliedOnBy("TrainingJob")
                    .simulatedBy("CustomizationJob")
                    .heldBy(
                            "TrainingRequestTest.neitherStopsNorWaitsForAJobThatAnotherMade",
                            "TrainingRequestTest.knowsItsJobByItsOutputWhereBedrockDoesNotTellTheToken")
                    .shownBy(Question.ABORTED_TRAINING),
            modeled(
                            "job-states",
                            "ModelCustomizationJobStatus",
                            "A job is InProgress from its creation, while it validates, queues and trains, and ends as"
                                    + " Completed, Failed or, through Stopping, Stopped.")
                    .about(GET, "bedrock:StopModelCustomizationJob")
                    .reliedOnBy("TrainingProgress", "TrainingJob")
                    .simulatedBy("CustomizationJobs", "CustomizationJob")
                    .heldBy(
                            "CustomizationJobsTest.trainsValidatesAndLeavesAModelWithItsLosses",
                            "CustomizationJobsTest.stopsAndBillsWhatWasTrained")
                    .shownBy(Question.WHOLE_RUN),
            unknown(
                            "job-quota",
                            "ServiceQuotaExceededException of CreateModelCustomizationJob means that there is no free slot for a job; it is waited"
                                    + " for, and the service's words are told if it does not pass.")
                    .about(CREATE)
                    .reliedOnBy("StartTraining", "TrainingJob")
                    .simulatedBy("CustomizationJobs")
                    .heldBy(
                            "CustomizationJobsTest.refusesMoreJobsThanTheQuota",
                            "TrainingFaultsTest.aFullQuotaIsWaitedForAndThenNamed",
                            "TrainingJobTest.quotesTheQuotaThatWasUsedUpForAWeek")
                    .notShown("it would take as many paid jobs as the quota allows"),
            reported(
                            "job-slots",
                            "https://docs.aws.amazon.com/general/latest/gr/bedrock.html (scheduled customization jobs);"
                                    + " reports of jobs that wait for days",
                            "Of the jobs that are scheduled only a few train at a time; the others stay InProgress.")
                    .about(CREATE)
                    .reliedOnBy("TrainingProgress")
                    .simulatedBy("CustomizationJobs")
                    .heldBy(
                            "CustomizationJobsTest.letsTwoJobsTrainAndTheThirdWait",
                            "TrainingJobTest.waitsForDaysInTheQueueAndTellsHowLong")
                    .notShown("it would take several paid jobs at a time"),
            documented(
                            "job-stop",
                            "bedrock/latest/userguide/model-customization-stop.html",
                            "A job that is InProgress can be stopped, and is then charged for the tokens that it has"
                                    + " trained on; any other gives ConflictException.")
                    .about("bedrock:StopModelCustomizationJob")
                    .reliedOnBy("TrainingJob")
                    .simulatedBy("CustomizationJobs")
                    .heldBy(
                            "CustomizationJobsTest.stopsAndBillsWhatWasTrained",
                            "TrainingRequestTest.looksAgainAtAJobThatEndedWhileItWasBeingStopped")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "job-role-trust",
                            ACCESS,
                            "Bedrock takes on a job's role as bedrock.amazonaws.com with aws:SourceAccount, and with the"
                                    + " job's ARN as aws:SourceArn.")
                    .about("AWS::IAM::Role")
                    .reliedOnBy("CustomizationRole")
                    .simulatedBy("ServiceRole", "Authorizations")
                    .heldBy(
                            "FineTuningWorkflowTest.passesItsRoleToBedrockAloneAndTrustsItForThisAccountsJobsAlone",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            reported(
                            "job-role-late",
                            "aws-samples/amazon-bedrock-samples waits for a new role before it creates a job",
                            "A role that is new, or that Bedrock cannot take on yet, gives ValidationException with"
                                    + " \"Could not assume\".")
                    .about(CREATE)
                    .reliedOnBy("TrainingJob")
                    .heldBy(
                            "TrainingFaultsTest.aRoleThatCannotBeTakenOnYetIsTriedAgain",
                            "TrainingRequestTest.waitsUntilBedrockCanTakeOnTheServiceRole")
                    .notShown("the role of a deployed stack is no longer new"),
            documented(
                            "job-data-access",
                            ACCESS,
                            "The job's role reads and lists the training data, and reads, lists and writes the output"
                                    + " prefix, under the bucket's key.")
                    .about("AWS::IAM::ManagedPolicy")
                    .reliedOnBy("CustomizationRole")
                    .simulatedBy("ServiceRole")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "job-pass-role",
                            REFERENCE,
                            "CreateModelCustomizationJob takes iam:PassRole on the job's role, passed to"
                                    + " bedrock.amazonaws.com.")
                    .about(CREATE)
                    .reliedOnBy("StepAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "job-authorization",
                            REFERENCE,
                            "CreateModelCustomizationJob is authorized on the base model and on the custom model to be,"
                                    + " and bedrock:TagResource on what it tags; aws:RequestTag holds the request's"
                                    + " tags.")
                    .about(CREATE)
                    .reliedOnBy("BedrockAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("EncryptedModelsTest.aJobIsNotCreatedWhereTheBaseModelWouldHaveToBeTagged")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "job-key",
                            "bedrock/latest/userguide/encryption-custom-job.html",
                            "Whoever creates a job whose model is encrypted needs kms:DescribeKey, GenerateDataKey,"
                                    + " Decrypt and CreateGrant on the key, through Bedrock.")
                    .about(CREATE, "AWS::KMS::Key")
                    .reliedOnBy("StepAccess", "KeyPolicies")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "job-losses",
                            "bedrock/latest/userguide/model-customization-analyze.html",
                            "A completed job leaves its losses as CSV files with named columns somewhere below its"
                                    + " output prefix.")
                    .about("s3:ListObjectsV2")
                    .reliedOnBy("LossCurve")
                    .simulatedBy("JobOutputs")
                    .heldBy(
                            "LossCurveTest.findsTheValidationLossUnderEveryPathThatAwsNames",
                            "LossCurveTest.tellsColumnsByTheirHeader")
                    .shownBy(Question.WHOLE_RUN),
            unknown("job-model-late", "A job that shows Completed may show its model a little later.")
                    .about(GET)
                    .reliedOnBy("TrainingProgress")
                    .heldBy("TrainingFaultsTest.aModelThatIsNotVisibleYetIsWaitedFor")
                    .shownBy(Question.WHOLE_RUN),
            modeled(
                            "job-list",
                            "ListModelCustomizationJobs.statusEquals",
                            "Jobs are listed by status, page by page, those of other stacks among them.")
                    .about("bedrock:ListModelCustomizationJobs", "bedrock:ListTagsForResource")
                    .reliedOnBy("Leftovers")
                    .simulatedBy("Page")
                    .heldBy(
                            "SweepTest.seesPastTheFirstPageOfAnAccountFullOfOtherThings",
                            "SweepTest.touchesNothingOfAnotherStack")
                    .shownBy(Question.TRAIL));

    private JobAssumptions() {}
}
