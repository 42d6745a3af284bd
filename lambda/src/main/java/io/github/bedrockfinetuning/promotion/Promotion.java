package io.github.bedrockfinetuning.promotion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.training.Trained;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Gives a dataset's stable name to a run's model: an SSM parameter that applications read. The parameter's history keeps
 * the one before, for rollback. What is about to be promoted is marked first, so that no clean-up removes an endpoint
 * that the parameter may already name.
 */
public final class Promotion {
    private static final String MARK = "promoted.json";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final Run run;

    public Promotion(Run run) {
        this.run = run;
    }

    /** Whether the stable name points, or may point, at this run's model. */
    public boolean promoted() {
        return run.find(MARK).map(mark -> mark.path("promoted").asBoolean()).orElse(false);
    }

    /** The model that has a dataset's stable name now; nothing before the first promotion. */
    public Optional<RunRecord.Promoted> before(String dataset) {
        return current(parameter(run, dataset))
                .map(Json::read)
                .map(value -> new RunRecord.Promoted(
                        value.path("runId").asText(),
                        value.path("baseModel").asText(),
                        value.path("endpoint").textValue()));
    }

    /** The parameter that was written. */
    public String promote() {
        RunRecord record = run.record();
        String parameter = parameter(run, record.dataset());
        String value = Json.text(value(record));
        if (named(parameter)) {
            mark(parameter, true); // A repeat of a call whose end was lost.
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
                            .description("The fine-tuned model that passed its gate last."));
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

    /** Whether the parameter names this run's model. */
    private boolean named(String parameter) {
        return current(parameter)
                .filter(value ->
                        run.id().value().equals(Json.read(value).path("runId").asText()))
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
                .put("runId", run.id().value())
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

    /** Dataset names are free text, parameter names are not: one that cannot be used as it is becomes a hash. */
    static String parameter(Run run, String dataset) {
        return parameter(run.platform(), dataset);
    }

    static String parameter(Platform platform, String dataset) {
        String name = PLAIN.matcher(dataset).matches() ? dataset : "dataset-" + hash(dataset);
        return platform.require(EnvironmentVariables.PARAMETER_PREFIX) + "/" + name;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
