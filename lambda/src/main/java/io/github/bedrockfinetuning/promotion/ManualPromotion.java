package io.github.bedrockfinetuning.promotion;

import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Serving;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Changes the model that a dataset's stable name points to, at a user's request, after the runs have ended. */
public final class ManualPromotion {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final int MOST_LOOKS = 120;

    private final Platform platform;

    public ManualPromotion(Platform platform) {
        this.platform = platform;
    }

    /**
     * Points a dataset's stable name to a run's model. If serving is free while idle, first starts to serve the model.
     *
     * @return the parameter that contains the stable name
     * @throws PermanentFailure if the run did not train a model, or the model cannot be served
     */
    public String promote(Run run) throws InterruptedException {
        RunRecord record = run.record();
        Trained trained = Trained.of(run)
                .orElseThrow(() -> new PermanentFailure("Run " + run.id() + " has no trained model to promote."));
        Promotion promotion = new Promotion(run);
        boolean before = promotion.promoted();
        // Before anything else, so that the sweeper does not remove the deployment that is about to be promoted.
        promotion.mark(Promotion.parameter(run, record.dataset()), true);
        try {
            if (record.servingMode() == ServingMode.ON_DEMAND) {
                serve(run, record.servingMode(), trained.modelArn());
            }
            return promotion.promote();
        } catch (RuntimeException | InterruptedException e) {
            promotion.mark(Promotion.parameter(run, record.dataset()), before);
            throw e;
        }
    }

    private void serve(Run run, ServingMode mode, String modelArn) throws InterruptedException {
        Serving serving = new Serving(run);
        serving.start(mode, modelArn);
        for (int looks = 0; !serving.serves(mode); looks++) {
            if (looks == MOST_LOOKS) {
                throw new PermanentFailure("The custom model of run " + run.id()
                        + " was not in service after one hour. Nothing was promoted, and the sweeper will remove the "
                        + "deployment.");
            }
            platform.sleep().sleep(LOOK);
        }
    }

    /**
     * Points a dataset's stable name back to the previous model.
     *
     * @return the run of that model; empty if the name never pointed to another model
     * @throws PermanentFailure if the serving resource of that model no longer exists
     */
    public Optional<RunId> rollBack(String dataset) {
        String parameter = Promotion.parameter(platform, dataset);
        List<ParameterHistory> history;
        try {
            history = platform.aws().ssm().getParameterHistoryPaginator(r -> r.name(parameter)).stream()
                    .flatMap(page -> page.parameters().stream())
                    .toList();
        } catch (ParameterNotFoundException e) {
            return Optional.empty();
        }
        String now = runId(history.get(history.size() - 1));
        for (int i = history.size() - 2; i >= 0; i--) {
            String id = runId(history.get(i));
            if (!id.equals(now)) {
                restore(parameter, history.get(i).value(), new RunId(id));
                return Optional.of(new RunId(id));
            }
        }
        return Optional.empty();
    }

    private void restore(String parameter, String value, RunId id) {
        if (Json.read(value).path("endpoint").isTextual()
                && new Serving(new Run(platform, id)).there().isEmpty()) {
            throw new PermanentFailure("The resource that served the model of run " + id
                    + " no longer exists, so nothing was changed. To serve and promote the model again, run "
                    + OperatorCommand.of(platform, "promote " + id) + ".");
        }
        platform.aws()
                .ssm()
                .putParameter(r -> r.name(parameter)
                        .value(value)
                        .overwrite(true)
                        .description("Rolled back manually to the previous model."));
    }

    private static String runId(ParameterHistory version) {
        return Json.read(version.value()).path(StateFields.RUN_ID).asText();
    }
}
