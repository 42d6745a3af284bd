package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Endpoint;
import java.util.Optional;

/**
 * One of the compared systems and its model in Bedrock.
 *
 * @param system base, tuned, reference, or promoted
 * @param modelId the model ID for Converse
 * @param foundation whether the model is a foundation model, which is the same in every run
 * @param model the model itself, or the base model of the custom model
 */
public record Respondent(String system, String modelId, Rate rate, boolean foundation, Model model) {

    /**
     * Returns a system of a run.
     *
     * @throws PermanentFailure if there is no such system in this run
     */
    public static Respondent of(Run run, RunRecord record, String system) {
        SystemRole role = SystemRole.of(system)
                .orElseThrow(
                        () -> new PermanentFailure("The system does not exist. A run can have the following systems: "
                                + String.join(", ", SystemRole.ids()) + "."));
        return switch (role) {
            case TUNED ->
                custom(
                        record,
                        system,
                        Endpoint.of(run)
                                .map(Endpoint::arn)
                                .orElseThrow(() -> new PermanentFailure(
                                        "The custom model of run " + run.id() + " is not in service.")));
            case PROMOTED ->
                custom(
                        record,
                        system,
                        Optional.ofNullable(record.promoted())
                                .map(RunRecord.Promoted::endpoint)
                                .orElseThrow(() -> new PermanentFailure("No promoted model is in service.")));
            case BASE -> plain(record, system, record.settings().base());
            case REFERENCE ->
                plain(
                        record,
                        system,
                        record.settings()
                                .reference()
                                .orElseThrow(() -> new PermanentFailure("This run has no reference model.")));
        };
    }

    private static Respondent custom(RunRecord record, String system, String endpoint) {
        Model base = record.settings().base();
        Rate rate = Rate.of(base, record.servingMode(), record.concurrency(), record.rate(system));
        return new Respondent(system, endpoint, rate, false, base);
    }

    private static Respondent plain(RunRecord record, String system, Model model) {
        return new Respondent(
                system,
                model.invocationId(record.region())
                        .orElseThrow(() -> new PermanentFailure(
                                model.name() + " cannot be invoked from " + record.region() + ".")),
                Rate.of(model, ServingMode.ON_DEMAND, record.concurrency(), record.rate(system)),
                true,
                model);
    }
}
