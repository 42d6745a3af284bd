package io.github.bedrockfinetuning.promotion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.text.Sha256;
import io.github.bedrockfinetuning.training.Trained;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Points a dataset's stable name, an SSM parameter that applications read, to a run's model. The parameter's history
 * retains the previous model for rollback. A model is marked before it is promoted, so that no cleanup removes an
 * endpoint that the parameter might already specify.
 */
public final class Promotion {
    private static final String MARK = FileNames.PROMOTED;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final Run run;

    public Promotion(Run run) {
        this.run = run;
    }

    /** Returns whether the stable name points, or might point, to this run's model. */
    public boolean promoted() {
        return run.find(MARK).map(mark -> mark.path("promoted").asBoolean()).orElse(false);
    }

    /** Returns the model that a dataset's stable name points to, or an empty Optional before the first promotion. */
    public Optional<RunRecord.Promoted> before(String dataset) {
        return current(parameter(run, dataset))
                .map(Json::read)
                .map(value -> new RunRecord.Promoted(
                        value.path(StateFields.RUN_ID).asText(),
                        value.path("baseModel").asText(),
                        value.path("endpoint").textValue()));
    }

    /** Points the stable name to the run's model, and returns the parameter that was written. */
    public String promote() {
        RunRecord record = run.record();
        String parameter = parameter(run, record.dataset());
        String value = Json.text(value(record));
        if (named(parameter)) {
            mark(parameter, true); // A retry of a call whose response was lost.
            return parameter;
        }
        mark(parameter, true);
        try {
            run.platform()
                    .aws()
                    .ssm()
                    .putParameter(r -> r.name(parameter)
                            .value(value)
                            .type(ParameterType.STRING)
                            .overwrite(true)
                            .description("The fine-tuned model that most recently passed its gate."));
        } catch (RuntimeException e) {
            if (!named(parameter)) {
                mark(parameter, false);
                throw e;
            }
        }
        return parameter;
    }

    void mark(String parameter, boolean promoted) {
        run.replace(MARK, Json.object().put("parameter", parameter).put("promoted", promoted));
    }

    /** Returns whether the parameter specifies this run's model. */
    private boolean named(String parameter) {
        return current(parameter)
                .filter(value -> run.id()
                        .value()
                        .equals(Json.read(value).path(StateFields.RUN_ID).asText()))
                .isPresent();
    }

    private Optional<String> current(String parameter) {
        try {
            return Optional.of(run.platform()
                    .aws()
                    .ssm()
                    .getParameter(r -> r.name(parameter))
                    .parameter()
                    .value());
        } catch (ParameterNotFoundException e) {
            return Optional.empty();
        }
    }

    private ObjectNode value(RunRecord record) {
        Trained trained = Trained.of(run)
                .orElseThrow(() -> new PermanentFailure("Run " + run.id() + " has no trained model to promote."));
        ObjectNode value = Json.object()
                .put(StateFields.RUN_ID, run.id().value())
                .put("model", trained.modelArn())
                .put("baseModel", record.settings().baseModel())
                .put("promotedAt", run.platform().clock().instant().toString());
        value.put(
                "endpoint",
                endpointStays(record) ? Endpoint.of(run).map(Endpoint::arn).orElse(null) : null);
        value.put("job", trained.jobArn());
        value.set(
                "inputs",
                Json.tree(record.inputs().stream()
                        .map(i -> Json.object().put("file", i.file()).put("sha256", i.sha256()))
                        .toList()));
        return value;
    }

    private static boolean endpointStays(RunRecord record) {
        return record.settings().keepEndpoint() || record.servingMode() == ServingMode.ON_DEMAND;
    }

    /** Returns a valid parameter name for a dataset. If the dataset's name is not valid, uses a hash of it. */
    static String parameter(Run run, String dataset) {
        return parameter(run.platform(), dataset);
    }

    static String parameter(Platform platform, String dataset) {
        String name = PLAIN.matcher(dataset).matches() ? dataset : "dataset-" + Sha256.hex(dataset, 16);
        return platform.require(EnvironmentVariables.PARAMETER_PREFIX) + "/" + name;
    }
}
