package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.inferred;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.modeled;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.unknown;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Deployments and Provisioned Throughput of custom models. */
final class ServingAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "deployment-key",
                            "bedrock/latest/userguide/deploy-custom-model-on-demand.html",
                            "Whoever creates a deployment of an encrypted custom model must be"
                                    + " allowed to use its key.")
                    .about("bedrock:CreateCustomModelDeployment")
                    .reliedOnBy("StepAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy(
                            "EncryptedModelsTest.aModelIsNotDeployedForARoleThatMayNotUseItsKey",
                            "EncryptedModelsTest.aModelIsNotDeployedForARoleThatMayNotCreateGrants")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "throughput-key",
                            "bedrock/latest/userguide/prov-thru-prereq.html",
                            "Whoever creates Provisioned Throughput for an encrypted custom model"
                                    + " must be allowed to decrypt with its key.")
                    .about("bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("StepAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("EncryptedModelsTest.throughputIsNotCreatedForARoleThatMayNotUseTheModelsKey")
                    .shownBy(Question.DELETED_THROUGHPUT),
            documented(
                            "serving-authorization",
                            "service-authorization/latest/reference/list_amazonbedrock.html",
                            "Both creations are authorized on the custom model, with its tags as"
                                    + " aws:ResourceTag and the request's as aws:RequestTag, and take"
                                    + " bedrock:TagResource on what is to be.")
                    .about("bedrock:CreateCustomModelDeployment", "bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("BedrockAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy(
                            "TwoStacksTest.neitherTouchesTheOthersDataModelsJobsOrRuns",
                            "FineTuningWorkflowTest.createsAndRemovesOnlyWhatCarriesItsTag")
                    .shownBy(Question.WHOLE_RUN),
            inferred(
                            "model-tags",
                            "https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-submit.html"
                                    + " says that the tags are attached, not when",
                            "A custom model has the customModelTags of its job as soon as it" + " exists.")
                    .about("bedrock:CreateModelCustomizationJob", "bedrock:CreateCustomModelDeployment")
                    .reliedOnBy("TrainingJob", "BedrockAccess")
                    .simulatedBy("CustomModels", "Tags")
                    .heldBy(
                            "TrainingJobTest.asksForAJobNamedTaggedAndEncryptedAsTheRunIs",
                            "RemovedStatementsTest.noRehearsalIsRefusedAnything")
                    .shownBy(Question.WHOLE_RUN),
            modeled(
                            "deployment-token",
                            "CreateCustomModelDeployment.clientRequestToken",
                            "A second creation with the same clientRequestToken makes no second" + " deployment.")
                    .about("bedrock:CreateCustomModelDeployment")
                    .reliedOnBy("Deployments")
                    .simulatedBy("Deployments", "Tokens")
                    .heldBy(
                            "bedrock.ServingTest.givesTheSameDeploymentForTheSameToken",
                            "serving.ServingTest.makesOneEndpointThoughTheAnswerWasLost")
                    .shownBy(Question.TAKEN_DEPLOYMENT_NAME),
            unknown(
                            "deployment-name-taken",
                            "The name of a deployment or throughput that exists gives"
                                    + " ValidationException; the API model of both creations has no"
                                    + " ConflictException.")
                    .about("bedrock:CreateCustomModelDeployment", "bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("Serving")
                    .simulatedBy("Deployments", "Throughputs")
                    .heldBy("serving.ServingTest.neitherTakesOverNorRemovesWhatServesAnotherModelUnderItsName")
                    .shownBy(Question.TAKEN_DEPLOYMENT_NAME),
            documented(
                            "serving-by-name",
                            "bedrock/latest/userguide/deploy-custom-model-on-demand.html",
                            "A deployment, and throughput likewise, is found and deleted by its" + " name or its ARN.")
                    .about(
                            "bedrock:GetCustomModelDeployment",
                            "bedrock:GetProvisionedModelThroughput",
                            "bedrock:DeleteCustomModelDeployment",
                            "bedrock:DeleteProvisionedModelThroughput")
                    .reliedOnBy("Deployments", "Throughputs")
                    .simulatedBy("Deployments", "Throughputs")
                    .heldBy("serving.ServingTest.servesAndIsRemovedUntilNothingIsLeft")
                    .shownBy(Question.WHOLE_RUN),
            inferred(
                            "serving-by-name-authorization",
                            "the resource types of the Service Authorization Reference; it says nothing of names",
                            "What is asked for by name is authorized on an ARN of its resource"
                                    + " type, without tags where nothing has the name.")
                    .about(
                            "bedrock:GetCustomModelDeployment",
                            "bedrock:GetProvisionedModelThroughput",
                            "bedrock:GetModelCustomizationJob")
                    .reliedOnBy("BedrockAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("RemovedStatementsTest.noRehearsalIsRefusedAnything")
                    .shownBy(Question.ABORTED_TRAINING),
            modeled(
                            "deployment-states",
                            "CustomModelDeploymentStatus",
                            "A deployment is Creating, and becomes Active or Failed; once deleted,"
                                    + " it gives ResourceNotFoundException.")
                    .about("bedrock:GetCustomModelDeployment", "bedrock:DeleteCustomModelDeployment")
                    .reliedOnBy("Deployments", "CheckServing")
                    .simulatedBy("Deployments")
                    .heldBy(
                            "bedrock.ServingTest.deploysOnDemandAfterMinutesAndCostsNothingByTheHour",
                            "bedrock.ServingTest.endsAsFailedWhenARehearsalPlansIt")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "deployment-free-while-idle",
                            "bedrock/latest/userguide/deploy-custom-model-on-demand.html",
                            "A deployment is billed for what it is asked, and not by the hour.")
                    .about("bedrock:CreateCustomModelDeployment")
                    .reliedOnBy("Left", "Remains")
                    .simulatedBy("Meter")
                    .heldBy("bedrock.ServingTest.deploysOnDemandAfterMinutesAndCostsNothingByTheHour")
                    .notShown("the bill comes later than the experiments end"),
            documented(
                            "deployments-in-progress",
                            "general/latest/gr/bedrock.html",
                            "Only a few deployments can be in progress at a time; one more gives"
                                    + " ServiceQuotaExceededException and can be created later.")
                    .about("bedrock:CreateCustomModelDeployment")
                    .reliedOnBy("Deployments")
                    .simulatedBy("Deployments", "Quotas")
                    .heldBy("bedrock.ServingTest.refusesAThirdDeploymentAtATime")
                    .notShown("it would take several custom models"),
            modeled(
                            "throughput-states",
                            "ProvisionedModelStatus",
                            "Throughput is Creating, and becomes InService or Failed; it may take" + " long.")
                    .about("bedrock:GetProvisionedModelThroughput")
                    .reliedOnBy("Throughputs", "CheckServing")
                    .simulatedBy("Throughputs")
                    .heldBy(
                            "bedrock.ServingTest.provisionsThroughputSlowlyAndChargesItUntilItIsDeleted",
                            "ServingFaultsTest.throughputThatDoesNotComeUpIsDeleted")
                    .shownBy(Question.DELETED_THROUGHPUT),
            documented(
                            "throughput-without-commitment",
                            "bedrock/latest/userguide/prov-thru-delete.html",
                            "Throughput without a commitment can be deleted at any time, and is"
                                    + " billed by the hour until then.")
                    .about("bedrock:DeleteProvisionedModelThroughput", "bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("Throughputs")
                    .simulatedBy("Throughputs", "Meter")
                    .heldBy(
                            "bedrock.ServingTest.provisionsThroughputSlowlyAndChargesItUntilItIsDeleted",
                            "ServingFaultsTest.noSettingAsksForACommitment")
                    .shownBy(Question.DELETED_THROUGHPUT),
            unknown(
                            "throughput-deleted-while-created",
                            "Throughput that is still being created cannot be deleted and gives"
                                    + " ConflictException until it can.")
                    .about("bedrock:DeleteProvisionedModelThroughput")
                    .reliedOnBy("Throughputs")
                    .simulatedBy("Throughputs")
                    .heldBy("serving.ServingTest.removesThroughputThatIsStillBeingCreated")
                    .shownBy(Question.DELETED_THROUGHPUT),
            reported(
                            "throughput-units",
                            "service quota L-BE77399C; reports of new accounts with none",
                            "An account without model units cannot create throughput:"
                                    + " ServiceQuotaExceededException.")
                    .about("bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("Preflight")
                    .simulatedBy("Throughputs", "Quotas")
                    .heldBy(
                            "bedrock.ServingTest.refusesThroughputWithoutModelUnits",
                            "PrepareDatasetTest.refusesToTrainWhatTheAccountHasNoModelUnitToServe")
                    .notShown("it would take an account without model units"),
            documented(
                            "throughput-nova-key",
                            "nova/latest/userguide/customize-fine-tune-encrypt.html",
                            "For Provisioned Throughput of an encrypted Nova model"
                                    + " bedrock.amazonaws.com itself decrypts with the key.")
                    .about("AWS::KMS::Key")
                    .reliedOnBy("KeyPolicies")
                    .heldBy("AccessMatrixTest.servicesActForThisAccountAloneWhereTheyTell")
                    .notShown("Provisioned Throughput of a Nova model costs more than the experiments" + " may"),
            documented(
                            "serving-deletion-authorization",
                            "service-authorization/latest/reference/list_amazonbedrock.html",
                            "Deleting is authorized on the resource with its tags as" + " aws:ResourceTag.")
                    .about(
                            "bedrock:DeleteCustomModelDeployment",
                            "bedrock:DeleteProvisionedModelThroughput",
                            "bedrock:StopModelCustomizationJob")
                    .reliedOnBy("BedrockAccess")
                    .simulatedBy("BedrockNeeds", "Tags")
                    .heldBy("TwoStacksTest.neitherTouchesTheOthersDataModelsJobsOrRuns")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "serving-list",
                            "service-authorization/latest/reference/list_amazonbedrock.html",
                            "Deployments and throughput are listed for the whole account, without"
                                    + " permissions on single ones; ListTagsForResource shows the tags of"
                                    + " each.")
                    .about(
                            "bedrock:ListCustomModelDeployments",
                            "bedrock:ListProvisionedModelThroughputs",
                            "bedrock:ListTagsForResource")
                    .reliedOnBy("Leftovers")
                    .simulatedBy("Deployments", "Throughputs", "Tags")
                    .heldBy(
                            "SweepTest.touchesNothingOfAnotherStack",
                            "SweepTest.seesPastTheFirstPageOfAnAccountFullOfOtherThings")
                    .shownBy(Question.TRAIL),
            reported(
                            "own-tags-demanded",
                            "policies of organizations that deny bedrock:Create* without tags of their own",
                            "A creation that carries the tags that an organization requires, as aws:RequestTag, is allowed.")
                    .about(
                            "bedrock:CreateModelCustomizationJob",
                            "bedrock:CreateCustomModelDeployment",
                            "bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("TagRules", "TrainingJob")
                    .simulatedBy("BedrockNeeds", "Tags")
                    .heldBy(
                            "RequiredTagsTest.withoutItsTagNothingIsCreated",
                            "RequiredTagsTest.withTheTagsOfPropAndSettingTheRunEndsWell")
                    .notShown("it would take an organization with such a policy"),
            documented(
                            "own-tags-form",
                            "tag-editor/latest/userguide/best-practices-and-strats.html",
                            "A resource has at most 50 tags, with keys of 1 to 128 and values of up to 256 characters that do not begin with aws:.")
                    .about(
                            "bedrock:CreateModelCustomizationJob",
                            "bedrock:CreateCustomModelDeployment",
                            "bedrock:CreateProvisionedModelThroughput")
                    .reliedOnBy("TagRules")
                    .simulatedBy("Tags")
                    .heldBy(
                            "FineTuningWorkflowTest.failsForATagThatAwsRefuses",
                            "FineTuningWorkflowTest.failsForTagsThatAreTooLongOrTooMany",
                            "SettingsReaderTest.refusesATagThatAwsRefusesWithItsLine")
                    .shownBy(Question.ABORTED_TRAINING));

    private ServingAssumptions() {}
}
