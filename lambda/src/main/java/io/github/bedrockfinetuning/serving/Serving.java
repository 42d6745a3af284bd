package io.github.bedrockfinetuning.serving;

import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.training.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/**
 * Serves a run's custom model on demand or with Provisioned Throughput. Every resource is named after the run, so it
 * can be found and deleted by name even if the response to its creation was lost.
 */
public final class Serving {
    private final Run run;
    private final Deployments deployments;
    private final Throughputs throughputs;

    public Serving(Run run) {
        this.run = run;
        this.deployments = new Deployments(run);
        this.throughputs = new Throughputs(run);
    }

    /**
     * The state of one serving resource in Bedrock.
     *
     * @param failure the reason that it failed; null if it did not fail
     */
    record Shown(
            BilledKind kind,
            String arn,
            String modelArn,
            boolean serving,
            boolean failed,
            @Nullable String failure) {}

    /**
     * Creates the endpoint, or finds the existing one, and stores it.
     *
     * @throws PermanentFailure if Bedrock rejects the request, or another resource has the run's name
     */
    public Endpoint start(ServingMode mode, String modelArn) {
        String arn;
        try {
            arn = mode == ServingMode.ON_DEMAND ? deployments.create(modelArn) : throughputs.create(modelArn);
        } catch (ConflictException | ValidationException e) {
            // AWS does not document for every operation which of the two exceptions reports a name that is already in
            // use.
            arn = adopt(mode, modelArn, e);
        } catch (ResourceNotFoundException e) {
            throw new TransientFailure("Bedrock does not list the custom model " + modelArn + " yet.", e);
        }
        Endpoint endpoint =
                new Endpoint(mode, arn, modelArn, run.platform().clock().instant());
        run.write(FileNames.SERVING, endpoint);
        return endpoint;
    }

    private String adopt(ServingMode mode, String modelArn, BedrockException refusal) {
        return find(mode)
                .filter(shown -> modelArn.equals(shown.modelArn()))
                .map(Shown::arn)
                .orElseThrow(() -> new PermanentFailure(
                        "Bedrock cannot serve the model under the name " + run.id() + ": "
                                + Failures.message(refusal)
                                + ". If another resource has that name, it was not changed.",
                        refusal));
    }

    /**
     * Returns whether the model can be invoked.
     *
     * @throws PermanentFailure if it cannot be served
     */
    public boolean serves(ServingMode mode) {
        Shown shown = find(mode)
                .orElseThrow(() -> new TransientFailure("Bedrock does not list the serving resource of run " + run.id()
                        + ". It might be new, or it was deleted."));
        if (shown.failed()) {
            throw new PermanentFailure("The custom model could not be served. Bedrock reports: \""
                    + Failures.quote(shown.failure()) + "\" (" + shown.arn()
                    + "). The trained model is kept. Upload the dataset again, or serve the model manually.");
        }
        return shown.serving();
    }

    private Optional<Shown> find(ServingMode mode) {
        return mode == ServingMode.ON_DEMAND ? deployments.find() : throughputs.find();
    }

    /**
     * Deletes the resources that serve the run's model. A resource with the run's name that serves another model does
     * not belong to the run and is kept.
     *
     * @return the kinds of resources that still exist and must be checked again; empty if all are deleted
     */
    public List<BilledKind> remove() {
        List<BilledKind> left = new ArrayList<>();
        Errands errands = new Errands();
        errands.run(() -> deployments.find().filter(this::ours).ifPresent(shown -> {
            deployments.delete(shown.arn());
            left.add(shown.kind());
        }));
        errands.run(() -> left.addAll(removeThroughput()));
        errands.finish();
        return left;
    }

    /** Returns the kinds of resources that serve the run's model. */
    public List<BilledKind> there() {
        return Stream.of(deployments.find(), throughputs.find())
                .flatMap(Optional::stream)
                .filter(this::ours)
                .map(Shown::kind)
                .toList();
    }

    /** Deletes only the resources that are billed per hour. */
    public List<BilledKind> removeThroughput() {
        List<BilledKind> left = new ArrayList<>();
        throughputs.find().filter(this::ours).ifPresent(shown -> {
            throughputs.delete(shown.arn());
            left.add(shown.kind());
        });
        return left;
    }

    private boolean ours(Shown shown) {
        return Trained.of(run)
                .filter(trained -> trained.modelArn().equals(shown.modelArn()))
                .isPresent();
    }
}
