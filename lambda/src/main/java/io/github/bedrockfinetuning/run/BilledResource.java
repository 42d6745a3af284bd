package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.BilledKind;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Bedrock resource of a run that incurs costs, either because the run was configured to keep it or because it has
 * not been removed yet.
 *
 * @param resource the ARN; if the run was not configured to keep the resource, the run's ID, which is its name
 * @param why the reason that it exists
 * @param asked whether the run was configured to keep it
 * @param dollarsPerHour the price while it is idle, in US dollars; null if AWS does not publish it
 * @param since the time of its creation; null if not known
 * @param remove the AWS CLI command that removes it
 */
public record BilledResource(
        String resource,
        BilledKind kind,
        String why,
        boolean asked,
        @Nullable BigDecimal dollarsPerHour,
        @Nullable Instant since,
        String remove) {}
