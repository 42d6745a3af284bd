package io.github.bedrockfinetuning.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One number of the outside world.
 *
 * @param amount the number, in US dollars where it is a price
 * @param source where it was read
 * @param asOf when it was true
 */
public record Figure(BigDecimal amount, String source, LocalDate asOf) {}
