package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.inferred;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.modeled;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** What the experiments themselves rely on. */
final class ExperimentAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "single-state",
                            "step-functions/latest/dg/test-state-isolation.html",
                            "TestState runs one state of a definition with a mocked result or error, calls nothing and"
                                    + " needs no role.")
                    .about("states:TestState")
                    .reliedOnBy("DefinitionExperiment")
                    .simulatedBy("StateTests")
                    .heldBy(
                            "StateTestsTest.aChoiceTellsTheNextState",
                            "StateTestsTest.aMockedErrorIsRetriedThenCaught",
                            "StateTestsTest.refusesWhatTheServiceRefuses")
                    .shownBy(Question.DEFINITION),
            documented(
                            "change-set",
                            "AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html",
                            "A change set that uses a stack's own template checks it, changes nothing unless it is"
                                    + " executed, and ends FAILED where there is nothing to change.")
                    .about(
                            "cloudformation:CreateChangeSet",
                            "cloudformation:DescribeChangeSet",
                            "cloudformation:DeleteChangeSet",
                            "cloudformation:GetTemplate")
                    .reliedOnBy("TemplateExperiment")
                    .simulatedBy("ChangeSets", "CloudFormation")
                    .heldBy(
                            "ProofTest.allThatAppliesIsConfirmedAndNothingDiffersOrIsLeft",
                            "SeededDifferencesTest.isFound")
                    .shownBy(Question.TEMPLATE),
            documented(
                            "event-history",
                            "awscloudtrail/latest/APIReference/API_LookupEvents.html",
                            "LookupEvents gives the management events of 90 days, twice a second at most.")
                    .about("cloudtrail:LookupEvents")
                    .reliedOnBy("Trail")
                    .simulatedBy("CloudTrail")
                    .heldBy(
                            "CloudTrailTest.anEventIsThereAQuarterOfAnHourLaterAndForNinetyDays",
                            "CloudTrailTest.moreThanTwoLookupsASecondAreThrottled",
                            "CloudTrailTest.objectsAndMessagesAreNotInTheHistory")
                    .shownBy(Question.TRAIL),
            inferred(
                            "event-history-delay",
                            "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html"
                                    + " speaks of about 5 minutes on average and promises nothing",
                            "A quarter of an hour after a call its event is in the history.")
                    .about("cloudtrail:LookupEvents")
                    .reliedOnBy("Trail")
                    .simulatedBy("CloudTrail")
                    .heldBy("CloudTrailTest.anEventIsThereAQuarterOfAnHourLaterAndForNinetyDays")
                    .shownBy(Question.TRAIL),
            documented(
                            "version-deleted",
                            "AmazonS3/latest/userguide/DeletingObjectVersions.html",
                            "Deleting an object by its version removes that version for good and leaves no delete marker.")
                    .about("s3:DeleteObject")
                    .reliedOnBy("Inbox")
                    .simulatedBy("Bucket")
                    .heldBy("S3ServiceTest.hidesADeletedObjectBehindAMarkerAndKeepsItsVersions")
                    .shownBy(Question.REJECTED_FILE),
            modeled(
                            "model-deleted",
                            "DeleteCustomModel, ConflictException",
                            "A custom model can be deleted by its name or ARN once nothing serves it.")
                    .about("bedrock:GetCustomModel", "bedrock:DeleteCustomModel")
                    .reliedOnBy("CleanUp")
                    .simulatedBy("CustomModels")
                    .heldBy("bedrock.ServingTest.deletesAModelOnlyWhenNothingServesIt")
                    .shownBy(Question.WHOLE_RUN));

    private ExperimentAssumptions() {}
}
