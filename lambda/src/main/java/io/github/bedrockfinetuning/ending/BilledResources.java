package io.github.bedrockfinetuning.ending;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.training.Trained;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the resources that remain after a run, with their prices and the commands that remove them. */
final class BilledResources {
    private final Run run;

    BilledResources(Run run) {
        this.run = run;
    }

    /** Returns the serving resource that is kept as configured in the settings. */
    BilledResource kept(Endpoint endpoint) {
        BilledKind kind = kind(endpoint.mode());
        return new BilledResource(
                endpoint.arn(),
                kind,
                "kept as configured in the settings"
                        + (kind == BilledKind.DEPLOYMENT
                                ? ", billed per token, and free while idle"
                                : ", and billed per hour until you delete it"),
                true,
                hourly(kind),
                endpoint.startedAt(),
                command(kind, endpoint.arn()));
    }

    /** Returns a resource that exists and is being removed. */
    BilledResource removing(BilledKind kind) {
        return of(kind, "its run has ended, and the resource is being removed");
    }

    /**
     * Returns a resource that might remain after an incomplete cleanup. The caller has no access to Bedrock, so the
     * resource is derived from the run's progress.
     */
    BilledResource stuck(String why) {
        return of(
                likely(),
                "the cleanup is not complete, and the hourly sweeper continues it. Cause: "
                        + why.replaceFirst("\\.$", ""));
    }

    private BilledKind likely() {
        if (Trained.of(run).isEmpty()) {
            return BilledKind.JOB;
        }
        return run.findRecord()
                .map(RunRecord::servingMode)
                .map(BilledResources::kind)
                .orElse(BilledKind.DEPLOYMENT);
    }

    private BilledResource of(BilledKind kind, String why) {
        Instant since = kind == BilledKind.JOB
                ? null
                : Endpoint.of(run).map(Endpoint::startedAt).orElse(null);
        String name = run.id().value();
        return new BilledResource(name, kind, why, false, hourly(kind), since, command(kind, name));
    }

    private static BilledKind kind(ServingMode mode) {
        return mode == ServingMode.ON_DEMAND ? BilledKind.DEPLOYMENT : BilledKind.THROUGHPUT;
    }

    /** Returns the hourly price, or null if it is not published. */
    private @Nullable BigDecimal hourly(BilledKind kind) {
        if (kind != BilledKind.THROUGHPUT) {
            return BigDecimal.ZERO;
        }
        Optional<RunRecord> record = run.findRecord();
        return record.flatMap(found -> found.settings().base().prices().throughputPerUnitHour())
                .map(Figure::amount)
                .orElse(null);
    }

    private String command(BilledKind kind, String resource) {
        String end = " " + resource + " --region " + run.platform().require(EnvironmentVariables.AWS_REGION);
        return switch (kind) {
            case JOB -> "aws bedrock stop-model-customization-job --job-identifier" + end;
            case DEPLOYMENT -> "aws bedrock delete-custom-model-deployment --custom-model-deployment-identifier" + end;
            case THROUGHPUT -> "aws bedrock delete-provisioned-model-throughput --provisioned-model-id" + end;
        };
    }
}
