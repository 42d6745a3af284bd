package io.github.bedrockfinetuning.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Preparation.Prepared;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that the settings allow are neither rejected nor masked, and are reported. */
class ExemptionsTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");
    private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5";
    private static final String OTHER_TOKEN = "ghp_" + "zB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5";
    private static final String CARD = "4111 1111 1111 1111";
    private static final Pattern FINGERPRINT = Pattern.compile("\\(fingerprint ([0-9a-f]{8})\\)");

    @TempDir
    Path directory;

    @Test
    void aSecretIsAllowedByItsFingerprintAndNoOtherSecretIs() throws IOException {
        Prepared rejected = prepare(Map.of(), "Push with " + TOKEN + " please");
        String fingerprint = fingerprint(rejected, "SECRET");

        assertThat(rejected.rejected()).isTrue();
        assertThat(prepare(Map.of(fingerprint, "revoked"), "Now elsewhere: " + TOKEN)
                        .rejected())
                .isFalse();
        assertThat(prepare(Map.of(fingerprint, "revoked"), TOKEN, OTHER_TOKEN).rejected())
                .isTrue();
    }

    @Test
    void aPersonalNumberIsNotMaskedIfItsFingerprintIsAllowed() throws IOException {
        String line = "First line\nIs order " + CARD + " late?\nLast line";
        String fingerprint = fingerprint(prepare(Map.of(), line), "PERSONAL_DATA");

        Prepared kept = prepare(Map.of(fingerprint, "an order number"), line, "Was card " + CARD + " charged?");

        assertThat(staged(kept)).contains("Is order " + CARD, "Was card [payment card number]");
        assertThat(kept.counts()).containsEntry("personalDataMasked", 1L);
    }

    @Test
    void aFingerprintOfAPersonalNumberDoesNotDependOnTheNumber() throws IOException {
        assertThat(fingerprint(prepare(Map.of(), "Is order 4111 1111 1111 1111 late?"), "PERSONAL_DATA"))
                .isEqualTo(fingerprint(prepare(Map.of(), "Is order 5555 5555 5555 4444 late?"), "PERSONAL_DATA"))
                .isNotEqualTo(fingerprint(prepare(Map.of(), "Is order 4111 1111 1111 1111 early?"), "PERSONAL_DATA"));
    }

    @Test
    void aWholeKindIsAllowedInAnyCase() throws IOException {
        Map<String, String> cards = Map.of("Payment Card Number", "test cards");
        assertThat(prepare(PersonalDataPolicy.REFUSE, cards, CARD).rejected()).isFalse();
        assertThat(prepare(PersonalDataPolicy.REFUSE, cards, CARD, "SSN 219-09-9998")
                        .rejected())
                .isTrue();
        assertThat(staged(prepare(cards, CARD, "SSN 219-09-9998"))).contains(CARD, "SSN [US social security number]");
    }

    @Test
    void reportsListWhatIsAllowedWithCountAndReasonButNotTheValue() throws IOException {
        Prepared prepared = prepare(Map.of("payment card number", "test cards of <our> bank"), CARD, CARD + " again");

        Finding finding = finding(prepared, "ALLOWED_VALUE");
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.field()).isEqualTo("allowSensitive.payment card number");
        assertThat(finding.message())
                .isEqualTo("2 values are allowed as: payment card number. Reason: test cards of <our> bank");
        assertThat(Files.readString(prepared.report().html()))
                .contains("2 values are allowed as: payment card number. Reason: test cards of &lt;our&gt; bank");
        assertThat(Files.readString(prepared.report().json()))
                .contains("2 values are allowed as: payment card number. Reason: test cards of \\u003cour> bank");
        assertThat(Files.readString(prepared.report().html())
                        + Files.readString(prepared.report().json()))
                .doesNotContain(CARD);
    }

    @Test
    void reportsListWhatIsAllowedBehindAnyNumberOfOtherFindings() throws IOException {
        String[] numbers = new String[300];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = "Number " + i + " has SSN 219-09-9998";
        }
        numbers[0] = CARD;

        Prepared prepared = prepare(Map.of("payment card number", "test cards"), numbers);

        assertThat(Files.readString(prepared.report().html())).contains("1 value is allowed as: payment card number.");
        assertThat(Files.readString(prepared.report().json())).contains("1 value is allowed as: payment card number.");
    }

    @Test
    void anEntryThatMatchesNothingLeadsToAWarning() throws IOException {
        Prepared prepared = prepare(Map.of("0123abcd", "gone", "payment card number", "test cards"), CARD);

        Finding finding = finding(prepared, "UNUSED_EXEMPTION");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.field()).isEqualTo("allowSensitive.0123abcd");
        assertThat(prepared.checks().stream().flatMap(check -> check.findings().stream()))
                .filteredOn(one -> one.rule().equals("UNUSED_EXEMPTION"))
                .hasSize(1);
    }

    @Test
    void theValidRecordsOfARejectedFileKeepWhatIsAllowed() throws IOException {
        String line = "Is order " + CARD + " late?";
        String fingerprint = fingerprint(prepare(Map.of(), line), "PERSONAL_DATA");

        Prepared rejected = prepare(Map.of(fingerprint, "an order number"), line, "Card " + CARD, "Push with " + TOKEN);

        assertThat(rejected.rejected()).isTrue();
        assertThat(Files.readString(rejected.files().cleaned()))
                .contains("Is order " + CARD, "Card [payment card number]")
                .doesNotContain(TOKEN);
    }

    private Prepared prepare(Map<String, String> allowed, String... questions) throws IOException {
        return prepare(PersonalDataPolicy.REDACT, allowed, questions);
    }

    private Prepared prepare(PersonalDataPolicy policy, Map<String, String> allowed, String... questions)
            throws IOException {
        List<String> lines = Dropped.routing(60);
        for (String question : questions) {
            lines.add(Dropped.record(question, "label_1"));
        }
        return Preparation.prepare(
                new Dropped(directory).single(lines),
                NOVA,
                Dropped.SPLIT,
                new SensitivePolicy(policy, new Exemptions(allowed)),
                directory);
    }

    private static String staged(Prepared prepared) throws IOException {
        return Files.readString(prepared.files().train())
                + Files.readString(prepared.files().test())
                + (prepared.files().validation() == null
                        ? ""
                        : Files.readString(prepared.files().validation()));
    }

    private static Finding finding(Prepared prepared, String rule) {
        return prepared.checks().stream()
                .flatMap(check -> check.findings().stream())
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static String fingerprint(Prepared prepared, String rule) {
        Matcher matcher = FINGERPRINT.matcher(finding(prepared, rule).message());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
