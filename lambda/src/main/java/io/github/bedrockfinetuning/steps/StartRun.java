package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.Drop;
import io.github.bedrockfinetuning.run.DropKeys;
import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.unstarted.UnstartedUpload;
import io.github.bedrockfinetuning.unstarted.UploadResponses;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts an execution for each uploaded dataset. Its name is derived from the upload. A message that cannot be
 * processed remains in its queue and is moved to the dead-letter queue after several attempts.
 *
 * <p>An upload under {@code inbox/} that cannot start a run, now or with a later run.json, gets a response under
 * {@code not-started/}.
 *
 * <p>Calls s3:PutObject on runs/ and not-started/, s3:GetObject on not-started/, s3:ListBucket, sns:Publish and
 * states:StartExecution.
 */
public final class StartRun extends Step {
    private final UploadResponses responses;

    public StartRun() {
        this(Platform.ofLambda());
    }

    public StartRun(Platform platform) {
        super(platform);
        responses = new UploadResponses(platform);
    }

    @Override
    protected JsonNode run(ObjectNode queued, Context context) {
        ObjectNode result = Json.object();
        ArrayNode failures = result.putArray("batchItemFailures");
        Failure lone = null;
        int started = 0;
        for (JsonNode message : queued.path("Records")) {
            try {
                started += start(Json.read(message.path("body").asText())) ? 1 : 0;
            } catch (RuntimeException e) {
                lone = Failures.of(e);
                failures.addObject()
                        .put("itemIdentifier", message.path("messageId").asText());
            }
        }
        measure(RunMetric.STARTED, started);
        if (lone != null && failures.size() == queued.path("Records").size()) {
            throw lone; // Nothing was done, and thrown its reason is seen.
        }
        return result.put(StateFields.STATUS, (failures.isEmpty() ? StepStatus.STARTED : StepStatus.PARTLY).name());
    }

    /** Returns whether a new run was started. */
    private boolean start(JsonNode event) {
        JsonNode object = event.path("detail").path("object");
        String bucket = event.path("detail").path("bucket").path("name").asText();
        String key = object.path("key").asText();
        if (!bucket.equals(platform().require(EnvironmentVariables.DATASETS_BUCKET))) {
            return false;
        }
        if (DropKeys.dataset(key).isEmpty()) {
            UnstartedUpload.of(key).ifPresent(upload -> responses.respond(upload, event));
            return false;
        }
        String version = object.path("version-id").asText("");
        RunId id = RunId.of(
                bucket,
                key,
                version,
                platform().variable(EnvironmentVariables.FT_DEFAULTS).orElse("{}"));
        new Drop(key, version).write(new Run(platform(), id));
        String input = Json.text(Json.object().put(StateFields.RUN_ID, id.value()));
        try {
            platform()
                    .aws()
                    .stepFunctions()
                    .startExecution(r -> r.stateMachineArn(platform().require(EnvironmentVariables.STATE_MACHINE_ARN))
                            .name(id.value())
                            .input(input));
        } catch (ExecutionAlreadyExistsException e) {
            return false; // The same drop told twice.
        }
        return true;
    }
}
