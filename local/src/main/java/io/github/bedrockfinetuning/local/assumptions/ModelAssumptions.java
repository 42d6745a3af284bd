package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.modeled;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Models, accounts and their quotas, as looked up before anything is created. */
final class ModelAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "model-lifecycle",
                            "bedrock/latest/userguide/model-lifecycle-legacy.html",
                            "No fine-tuning job and no Provisioned Throughput can be created for a"
                                    + " model in Legacy, and requests to one past its end of life fail.")
                    .about("bedrock:GetFoundationModel", "bedrock:CreateModelCustomizationJob")
                    .reliedOnBy("Preflight")
                    .simulatedBy("FoundationModels", "JobRequests")
                    .heldBy(
                            "ConverseTest.refusesAModelPastItsEndOfLife",
                            "WesternModelsTest.tunesNoModelPastItsEndOfLife",
                            "PrepareDatasetTest.refusesAModelPastItsEndOfLifeAndNamesItsSuccessor")
                    .shownBy(Question.MODELS),
            modeled(
                            "model-facts",
                            "FoundationModelDetails",
                            "GetFoundationModel says for each id of the catalogue, also with its"
                                    + " context suffix, whether it is active, what it can be customized by"
                                    + " and how it can be asked.")
                    .about("bedrock:GetFoundationModel")
                    .reliedOnBy("Preflight")
                    .simulatedBy("FoundationModels")
                    .heldBy("ConverseTest.describesTheModelsOfTheRegion")
                    .shownBy(Question.MODELS),
            modeled(
                            "model-agreement",
                            "GetFoundationModelAvailabilityResponse",
                            "GetFoundationModelAvailability says whether the account has agreed to,"
                                    + " is authorized for and is entitled to a model in the Region.")
                    .about("bedrock:GetFoundationModelAvailability")
                    .reliedOnBy("Preflight")
                    .simulatedBy("FoundationModels")
                    .heldBy("ConverseTest.describesTheModelsOfTheRegion")
                    .shownBy(Question.MODELS),
            documented(
                            "quota-value",
                            "servicequotas/2019-06-24/apireference/API_GetServiceQuota.html",
                            "GetServiceQuota gives the value that holds for the account in the"
                                    + " Region, and NoSuchResourceException for a quota that it does not"
                                    + " know.")
                    .about("servicequotas:GetServiceQuota")
                    .reliedOnBy("Preflight")
                    .simulatedBy("Quotas")
                    .heldBy("SettingsServicesTest.tellsTheAccountsQuotasAndNoOthers")
                    .shownBy(Question.MODELS),
            documented(
                            "quota-endpoint",
                            "vpc/latest/privatelink/aws-services-privatelink-support.html",
                            "Service Quotas has no VPC endpoint.")
                    .about("servicequotas:GetServiceQuota")
                    .reliedOnBy("Endpoints", "Preflight")
                    .heldBy("NetworkTest.doesNotAskServiceQuotasWhichHasNoEndpoint")
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
