package io.github.bedrockfinetuning.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A number from an external source.
 *
 * @param amount the number; prices are in US dollars
 * @param source the source of the number
 * @param asOf the date on which the number was valid
 */
public record Figure(BigDecimal amount, String source, LocalDate asOf) {}
