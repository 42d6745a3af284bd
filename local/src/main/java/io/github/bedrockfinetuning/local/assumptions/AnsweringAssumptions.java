package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.inferred;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.modeled;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Questions to models. */
final class AnsweringAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "converse-authorization",
                            "service-authorization/latest/reference/list_amazonbedrock.html",
                            "Converse takes bedrock:InvokeModel on the model, or on the deployment"
                                    + " or throughput with its tags as aws:ResourceTag.")
                    .about("bedrock:Converse")
                    .reliedOnBy("BedrockAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy(
                            "FineTuningWorkflowTest.letsOnlyAllowedModelsBeAskedAndTrained",
                            "RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "converse-key",
                            "nova/latest/userguide/customize-fine-tune-encrypt.html",
                            "Whoever asks an encrypted custom model needs kms:Decrypt on its key"
                                    + " through Bedrock, and for a Nova model kms:GenerateDataKey.")
                    .about("bedrock:Converse")
                    .reliedOnBy("StepAccess", "WorkflowGrants")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("EncryptedModelsTest.aCustomNovaModelDoesNotAnswerARoleThatMayOnlyDecrypt")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "converse-profile",
                            "bedrock/latest/userguide/inference-profiles-prereq.html",
                            "A question through an inference profile is authorized on the profile,"
                                    + " and on the model in each Region with the profile as"
                                    + " bedrock:InferenceProfileArn.")
                    .about("bedrock:Converse")
                    .reliedOnBy("BedrockAccess")
                    .simulatedBy("BedrockNeeds")
                    .heldBy("FineTuningWorkflowTest.keepsPromptsInTheRegionUnlessToldOtherwise")
                    .shownBy(Question.MODELS),
            documented(
                            "converse-profile-only",
                            "bedrock/latest/userguide/inference-profiles-support.html",
                            "A model whose inference types do not have ON_DEMAND is answered through a profile only; its plain id gives"
                                    + " ValidationException.")
                    .about("bedrock:Converse", "bedrock:GetFoundationModel")
                    .reliedOnBy("Model", "ModelOffer")
                    .simulatedBy("Endpoints", "Offer")
                    .heldBy(
                            "PreflightTest.rejectsARunForWhatBedrockSaysOfAModelAndCreatesNothing",
                            "ConverseTest.describesTheModelsOfTheRegion")
                    .shownBy(Question.MODELS),
            documented(
                            "converse-temperature",
                            "nova/latest/userguide/prompting-tool-troubleshooting.html",
                            "Temperature 0 is allowed, and makes Nova answer greedily.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Converse")
                    .simulatedBy("Conversations")
                    .heldBy("AnsweringTest.asksEveryQuestionOnceWithALimitAndNoChance")
                    .shownBy(Question.WHOLE_RUN),
            reported(
                            "converse-turns",
                            "deepgram/deepgram-python-sdk#760 and others: \"A conversation must start with a user message\"",
                            "A conversation with most models starts and ends with a user message, alternates, and has no blank text; otherwise"
                                    + " ValidationException.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Converse")
                    .simulatedBy("Conversations")
                    .heldBy(
                            "ConverseTest.refusesConversationsThatDoNotAlternateFromUserToUser",
                            "RehearsedRequestsTest.everyRequestConforms")
                    .shownBy(Question.WHOLE_RUN),
            modeled(
                            "converse-throttled",
                            "ThrottlingException, HTTP 429",
                            "More than the requests and tokens a minute that the account has gives"
                                    + " ThrottlingException, and asking later helps.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Interview", "Rate")
                    .simulatedBy("RequestRates")
                    .heldBy(
                            "ConverseTest.throttlesAboveTheQuotaOfRequestsAMinute",
                            "AnsweringTest.waitsAsLongAsTheServiceThrottles")
                    .notShown("it would take thousands of paid questions"),
            reported(
                            "converse-daily-tokens",
                            "https://repost.aws/knowledge-center/bedrock-throttling-error; accounts that report 429"
                                    + " \"Too many tokens per day, please wait before trying again\"",
                            "A daily token quota gives the same ThrottlingException, and only the next day helps.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Interview", "UnansweredSince")
                    .simulatedBy("DailyTokens")
                    .heldBy(
                            "AnsweringTest.waitsOutADailyQuotaForHoursAndThenGivesTheModelUpForAllBatches",
                            "AnsweringTest.aDailyQuotaThatIsFreeAgainInTimeOnlyDelays",
                            "SilentModelsTest.anAccountWithoutTokensForTheDayEndsWithinHoursAndIsToldOfItsQuota")
                    .notShown("it would take an account that has used its tokens"),
            inferred(
                            "converse-lasting",
                            "the descriptions of ValidationException, AccessDeniedException and"
                                    + " ResourceNotFoundException in the API model",
                            "A deployment that has just become Active may give AccessDeniedException,"
                                    + " ResourceNotFoundException or ValidationException for some minutes; a model that"
                                    + " does so for 20 minutes cannot be asked at all. A question that is refused while"
                                    + " another is answered is refused every time.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Interview", "Refusal")
                    .simulatedBy("Conversations", "Endpoints")
                    .heldBy(
                            "AnsweringTest.aDeploymentThatIsNotKnownEverywhereYetOnlyDelays",
                            "AnsweringTest.aQuestionThatIsRefusedInWordsOfNoKnownKindCountsAsFailedIfAnotherIsAnswered",
                            "AnsweringTest.tellsOnceAndForAllThatAModelCannotBeAsked",
                            "SilentModelsTest.anEndpointThatRefusesEveryQuestionFailsTheRunWithTheServicesWords",
                            "EvaluateTest.failsWithTheServicesWordsIfItRefusedTheTunedModelEveryQuestion")
                    .shownBy(Question.TRAIL),
            modeled(
                            "converse-model-errors",
                            "ModelErrorException (424), ModelTimeoutException (408)," + " ModelNotReadyException (429)",
                            "A model may fail at or be too slow for one question and answer it" + " later.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Interview", "ErrorCodes")
                    .heldBy(
                            "FailuresTest.tellsWhetherAskingAgainCanHelp",
                            "AnsweringTest.countsARecordAtWhichTheServiceAlwaysFailsAsFailedAndGoesOn")
                    .notShown("nobody can make a model fail"),
            documented(
                            "converse-usage",
                            "bedrock/latest/APIReference/API_runtime_Converse.html",
                            "An answer says how many tokens it read and wrote, why it stopped, and"
                                    + " how long it took.")
                    .about("bedrock:Converse")
                    .reliedOnBy("Converse")
                    .simulatedBy("Conversations")
                    .heldBy("ConverseTest.answersWithUsageAndLatency")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "converse-slow",
                            "nova/latest/userguide/using-converse-api.html",
                            "An answer may take longer than the SDK waits by default.")
                    .about("bedrock:Converse")
                    .reliedOnBy("SdkClients")
                    .heldBy("SdkClientsTest.areMadeOnceAsTheyAreCustomizedAndLeaveRetriesToTheSteps")
                    .notShown("how long a model thinks is not for the experiments to say"));

    private AnsweringAssumptions() {}
}
