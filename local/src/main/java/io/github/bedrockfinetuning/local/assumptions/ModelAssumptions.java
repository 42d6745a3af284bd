package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.modeled;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Models, accounts and their quotas, as looked up before anything is created. */
final class ModelAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "model-lifecycle",
                            "bedrock/latest/userguide/model-lifecycle-legacy.html",
                            "No fine-tuning job and no Provisioned Throughput can be created for a model in Legacy, and requests to one past its"
                                    + " end of life fail.")
                    .about("bedrock:GetFoundationModel", "bedrock:CreateModelCustomizationJob")
                    .reliedOnBy("ModelOffer", "Preflight")
                    .simulatedBy("Offers", "FoundationModels", "JobRequests")
                    .heldBy(
                            "PreflightTest.rejectsARunForWhatBedrockSaysOfAModelAndCreatesNothing",
                            "WesternModelsTest.tunesNoModelPastItsEndOfLife",
                            "ConverseTest.refusesAModelPastItsEndOfLife")
                    .shownBy(Question.MODELS),
            modeled(
                            "model-facts",
                            "FoundationModelDetails",
                            "GetFoundationModel says for each id of the catalogue, also with its context suffix, its state and the dates of its life,"
                                    + " what it can be customized by, and whether its plain id answers on demand.")
                    .about("bedrock:GetFoundationModel")
                    .reliedOnBy("ModelOffer", "Preflight")
                    .simulatedBy("Offer", "FoundationModels")
                    .heldBy(
                            "ConverseTest.describesTheModelsOfTheRegion",
                            "PreflightTest.rejectsARunForWhatBedrockSaysOfAModelAndCreatesNothing",
                            "PreflightTest.notesWhatItMayNotLookUpInsteadOfPassingIt")
                    .shownBy(Question.MODELS),
            documented(
                            "model-agreement",
                            "bedrock/latest/userguide/model-access.html",
                            "GetFoundationModelAvailability says whether the account has agreed to and is entitled to a model in the Region; without"
                                    + " the prerequisites requests give AccessDeniedException.")
                    .about("bedrock:GetFoundationModelAvailability", "bedrock:Converse")
                    .reliedOnBy("ModelAccess", "Preflight")
                    .simulatedBy("Offers", "FoundationModels")
                    .heldBy("PreflightTest.rejectsARunForWhatBedrockSaysOfAModelAndCreatesNothing")
                    .shownBy(Question.MODELS),
            reported(
                            "model-authorization",
                            "accounts that report \"Operation not allowed\"",
                            "An account whose authorizationStatus is NOT_AUTHORIZED is answered no question and trains no model; one account"
                                    + " reports that status for Amazon's models without any effect.")
                    .about("bedrock:GetFoundationModelAvailability", "bedrock:Converse")
                    .reliedOnBy("ModelAccess")
                    .simulatedBy("Offers")
                    .heldBy("PreflightTest.refusesAModelThatTheAccountIsNotAuthorizedToUseButOnlyNotesItOfAmazonsOwn")
                    .notShown("it would take an account that is not authorized"),
            documented(
                            "quota-value",
                            "servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html",
                            "ListServiceQuotas gives the values that hold for the account in the Region, by code and name; a quota that it does not"
                                    + " list has no value that is known.")
                    .about("servicequotas:ListServiceQuotas")
                    .reliedOnBy("LiveQuotas", "AccountQuotas")
                    .simulatedBy("Quotas")
                    .heldBy(
                            "SettingsServicesTest.tellsTheAccountsQuotasAndNoOthers",
                            "PreflightTest.rejectsARunForWantOfAQuotaAndNamesItsCode")
                    .shownBy(Question.MODELS),
            documented(
                            "quota-defaults",
                            "general/latest/gr/bedrock.html",
                            "Quotas have the names that the page lists, and an account may have less than the documented default, down to 0.")
                    .about("servicequotas:ListServiceQuotas")
                    .reliedOnBy("AccountQuotas")
                    .simulatedBy("Quotas")
                    .heldBy(
                            "PreflightTest.rejectsARunForWantOfAQuotaAndNamesItsCode",
                            "PreflightTest.rejectsARunWhoseRecordsAreMoreThanTheAccountsQuotaOfTheModel")
                    .shownBy(Question.MODELS),
            modeled(
                            "quota-custom-models",
                            "ListCustomModels.isOwned",
                            "Every custom model that the account owns counts for its quota of custom models.")
                    .about("bedrock:ListCustomModels")
                    .reliedOnBy("AccountQuotas")
                    .simulatedBy("CustomModels")
                    .heldBy("PreflightTest.refusesARunForWhichThereIsNoRoomAmongTheCustomModels")
                    .notShown("it would take as many custom models as the quota allows"),
            documented(
                            "quota-endpoint",
                            "vpc/latest/privatelink/aws-services-privatelink-support.html",
                            "Service Quotas has no VPC endpoint.")
                    .about("servicequotas:ListServiceQuotas")
                    .reliedOnBy("Endpoints", "AccountQuotas")
                    .heldBy(
                            "NetworkTest.doesNotAskServiceQuotasWhichHasNoEndpoint",
                            "PreflightTest.saysWhatItDidNotLookUpInANetworkThatServiceQuotasIsNotReachedFrom")
                    .shownBy(Question.ISOLATED_NETWORK),
            documented(
                            "invocation-logging",
                            "bedrock/latest/userguide/model-invocation-logging.html",
                            "Model invocation logging is one setting of the account in a Region;"
                                    + " while it is on, Bedrock writes every prompt and answer where it says.")
                    .about("bedrock:GetModelInvocationLoggingConfiguration")
                    .reliedOnBy("DataHandling")
                    .simulatedBy("Bedrock")
                    .heldBy(
                            "PrepareDatasetTest.tellsWhereElseTheAccountsPromptsAndAnswersGo",
                            "PrepareDatasetTest.tellsNothingWherePromptsAndAnswersAreNeitherLoggedNorKept")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "data-retention",
                            "bedrock/latest/userguide/data-retention.html",
                            "Whether AWS keeps prompts and answers is one setting of the account in" + " a Region.")
                    .about("bedrock:GetAccountDataRetention")
                    .reliedOnBy("DataHandling")
                    .simulatedBy("Bedrock")
                    .heldBy("PrepareDatasetTest.tellsWhereElseTheAccountsPromptsAndAnswersGo")
                    .shownBy(Question.TRAIL),
            documented(
                            "data-handling-permission",
                            "service-authorization/latest/reference/list_amazonbedrock.html",
                            "Both settings are looked up without a resource, and a role that may"
                                    + " not look is told so.")
                    .about("bedrock:GetModelInvocationLoggingConfiguration", "bedrock:GetAccountDataRetention")
                    .reliedOnBy("BedrockAccess", "DataHandling")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("PrepareDatasetTest.preparesARunThoughItMayNotSeeWhatTheAccountDoesWithPrompts")
                    .shownBy(Question.TRAIL));

    private ModelAssumptions() {}
}
