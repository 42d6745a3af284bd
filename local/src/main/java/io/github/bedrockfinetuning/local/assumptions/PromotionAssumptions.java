package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Stable names of models in Parameter Store. */
final class PromotionAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "parameter-value",
                            "systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
                            "A standard parameter holds at most 4 KB.")
                    .about("ssm:PutParameter")
                    .reliedOnBy("Promotion")
                    .simulatedBy("Parameters")
                    .heldBy("SettingsServicesTest.refusesAValueOfMoreThanFourKilobytes")
                    .notShown("the experiments promote nothing"),
            documented(
                            "parameter-history",
                            "systems-manager/latest/userguide/sysman-paramstore-versions.html",
                            "Overwriting a parameter keeps the versions before, a hundred of them.")
                    .about("ssm:PutParameter", "ssm:GetParameterHistory")
                    .reliedOnBy("Promotion")
                    .simulatedBy("Parameters")
                    .heldBy(
                            "SettingsServicesTest.keepsEveryVersionOfAParameter",
                            "PromotionTest.keepsTheOneBeforeInTheParametersHistory")
                    .notShown("the experiments promote nothing"),
            documented(
                            "parameter-absent",
                            "systems-manager/latest/APIReference/API_GetParameter.html",
                            "A parameter that does not exist gives ParameterNotFound.")
                    .about("ssm:GetParameter")
                    .reliedOnBy("Promotion")
                    .simulatedBy("Parameters")
                    .heldBy("SettingsServicesTest.forgetsADeletedParameter")
                    .shownBy(Question.WHOLE_RUN),
            documented(
                            "parameter-busy",
                            "systems-manager/latest/APIReference/API_PutParameter.html",
                            "Two writes of a parameter at a time give TooManyUpdates, and the write"
                                    + " may be sent again.")
                    .about("ssm:PutParameter")
                    .reliedOnBy("Failures")
                    .heldBy("FailuresTest.tellsWhetherAskingAgainCanHelp")
                    .notShown("nobody can make it happen on purpose"));

    private PromotionAssumptions() {}
}
