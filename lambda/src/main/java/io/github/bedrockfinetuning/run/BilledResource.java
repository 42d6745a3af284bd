package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.BilledKind;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Bedrock resource of a run that costs money, because it was asked for or because it is not removed yet.
 *
 * @param resource its ARN; its name, the run's id, if the run was not asked to keep it
 * @param why why it exists
 * @param asked whether the run was asked to keep it
 * @param dollarsPerHour the price while it is idle, in US dollars; null if AWS does not publish it
 * @param since when it was created; null if that is not known
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
