package io.github.bedrockfinetuning.catalogue;

import java.time.LocalDate;

/**
 * A limit that Service Quotas tells of an account, under service code {@code bedrock}.
 *
 * @param name as the Service Quotas console shows it
 */
public record Quota(String code, String name, String source, LocalDate asOf) {}
