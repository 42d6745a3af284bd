package io.github.bedrockfinetuning.local.aws.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final Meter meter = new Meter(clock);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void chargesByTheMillionTokens() {
        meter.tokens(Meter.TRAINING, 2_500_000, price("1.49"));
        meter.tokens(Meter.TRAINING, 500_000, price("1.49"));

        assertThat(meter.billed().get("training").amount()).isEqualByComparingTo("4.47");
        assertThat(meter.billed().get("training").complete()).isTrue();
    }

    @Test
    void marksAnUnknownPriceAndMakesNoneUp() {
        meter.tokens(Meter.ANSWERING, 10, Optional.empty());

        assertThat(meter.billed().get("answering")).isEqualTo(new Meter.Billed(BigDecimal.ZERO, false));
    }

    @Test
    void chargesByTheHourFromServiceToDeletion() {
        meter.open("pt", "provisioned-throughput", Meter.SERVING, BigDecimal.valueOf(24));
        clock.sleep(Duration.ofMinutes(25));
        meter.run("pt");
        clock.sleep(Duration.ofMinutes(90));
        assertThat(meter.billed().get("serving").amount()).isEqualByComparingTo("36");
        assertThat(meter.stillBilling())
                .containsExactly(new Meter.Billing("pt", "provisioned-throughput", BigDecimal.valueOf(24)));

        meter.close("pt");
        clock.sleep(Duration.ofDays(1));

        assertThat(meter.billed().get("serving").amount()).isEqualByComparingTo("36");
        assertThat(meter.stillBilling()).isEmpty();
    }

    @Test
    void countsAStoredModelAsStoredAndNotAsLeftOver() {
        meter.open("m", "custom-model", Meter.STORAGE, Meter.hourly(new BigDecimal("1.95")));
        meter.run("m");
        clock.sleep(Duration.ofHours(730));

        assertThat(meter.stillBilling()).isEmpty();
        assertThat(meter.stored()).extracting(Meter.Billing::resource).containsExactly("m");
        assertThat(meter.billed().get("storage").amount().doubleValue())
                .isCloseTo(1.95, org.assertj.core.data.Offset.offset(0.0001));
    }

    private static Optional<Figure> price(String amount) {
        return Optional.of(new Figure(new BigDecimal(amount), "a price list", LocalDate.parse("2026-08-31")));
    }
}
