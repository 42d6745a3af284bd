package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CustomModelDeploymentStatus;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelDeploymentResponse;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/**
 * Deploys the custom model of the complete run, and requests a second deployment with the same name and a different
 * client token. The deployment has the name and tags of the run, so the sweeper of the stack would also remove it.
 */
public final class TakenDeploymentName implements Experiment {
    private static final Duration TO_DEPLOY = Duration.ofHours(1);

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        Optional<RunId> run = bench.runOf(Question.WHOLE_RUN)
                .filter(id -> bench.finding(Question.WHOLE_RUN)
                        .filter(found -> found.result() == Finding.Result.CONFIRMED)
                        .isPresent());
        boolean onDemand = bench.smallest()
                .base()
                .map(Model::servingModes)
                .filter(modes -> modes.contains(ServingMode.ON_DEMAND))
                .isPresent();
        if (run.isEmpty() || !onDemand) {
            return Finding.notTried("There is no custom model that supports on-demand inference.");
        }
        String name = run.get().value();
        String model = bench.platform()
                .aws()
                .bedrock()
                .getCustomModel(r -> r.modelIdentifier(name))
                .modelArn();
        List<Tag> tags = bench.tags(run.get());
        bench.recorder().about("first");
        create(bench, name, model, tags);
        bench.recorder().about("second");
        try {
            create(bench, name, model, tags);
        } catch (BedrockException refused) {
            if (!Recorder.isAnswer(refused)) {
                throw refused;
            }
            bench.recorder().about("");
            String end = deployed(bench, name);
            boolean known = refused instanceof ConflictException || refused instanceof ValidationException;
            return Finding.of(
                    known && end.equals("Active"),
                    "AWS rejected the name with " + Failures.code(refused) + ". The first deployment reached status "
                            + end + " and was found by its name.");
        }
        return Finding.contradicted("AWS created a second deployment with the same name.");
    }

    private static void create(Bench bench, String name, String model, List<Tag> tags) {
        bench.platform()
                .aws()
                .bedrock()
                .createCustomModelDeployment(r -> r.modelDeploymentName(name)
                        .modelArn(model)
                        .clientRequestToken(UUID.randomUUID().toString())
                        .tags(tags));
    }

    private static String deployed(Bench bench, String name) throws InterruptedException {
        GetCustomModelDeploymentResponse[] seen = new GetCustomModelDeploymentResponse[1];
        bench.await(TO_DEPLOY, Bench.LOOK, () -> {
            seen[0] = bench.platform()
                    .aws()
                    .bedrock()
                    .getCustomModelDeployment(r -> r.customModelDeploymentIdentifier(name));
            return seen[0].status() != CustomModelDeploymentStatus.CREATING;
        });
        return seen[0].statusAsString();
    }
}
