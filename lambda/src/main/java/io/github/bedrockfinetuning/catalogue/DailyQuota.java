package io.github.bedrockfinetuning.catalogue;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A quota of tokens a day. Service Quotas shows it and does not raise it; it ends with an approved increase of the model's
 * tokens per minute.
 *
 * @param name as the Service Quotas console shows it
 * @param code absent where nobody has published it: AWS's list has codes only for what Service Quotas raises
 */
public record DailyQuota(String name, Optional<String> code, String source, LocalDate asOf) {}
