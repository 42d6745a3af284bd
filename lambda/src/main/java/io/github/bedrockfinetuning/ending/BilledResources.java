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

/** What a run left, or was asked to keep, with what it costs and how a person removes it. */
final class BilledResources {
    private final Run run;

    BilledResources(Run run) {
        this.run = run;
    }

    /** Serving that stays because it was asked for. */
    BilledResource kept(Endpoint endpoint) {
        BilledKind kind = kind(endpoint.mode());
        return new BilledResource(
                endpoint.arn(),
                kind,
                "kept as the settings ask"
                        + (kind == BilledKind.DEPLOYMENT
                                ? "; billed by the token, free while idle"
                                : "; billed by the hour until you delete it"),
                true,
                hourly(kind),
                endpoint.startedAt(),
                command(kind, endpoint.arn()));
    }

    /** What is there, and is being removed. */
    BilledResource removing(BilledKind kind) {
        return of(kind, "its run has ended; it is being removed");
    }

    /**
     * What a run whose clean-up did not end may have left. Who tells this may not look into Bedrock, so it is told from
     * how far the run had come.
     */
    BilledResource stuck(String why) {
        return of(
                likely(),
                "clean-up did not end, and the hourly sweeper goes on with it. What stood in the way: "
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

    /** Null if nobody has published the price. */
    private BigDecimal hourly(BilledKind kind) {
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
