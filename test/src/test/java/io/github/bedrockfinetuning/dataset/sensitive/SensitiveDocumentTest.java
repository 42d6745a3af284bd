package io.github.bedrockfinetuning.dataset.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/SENSITIVE.md lists the kinds of sensitive values. To regenerate it, run this test with the environment variable
 * {@code UPDATE_DOCUMENTS=true}.
 */
class SensitiveDocumentTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/SENSITIVE.md");

    @Test
    void listsEveryKind() throws IOException {
        String made = document();
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(DOCUMENT).content().isEqualTo(made);
    }

    @Test
    void findsAtLeast95PercentOfTheTokensOfEachRuleWithoutFalseAlarms() {
        assertThat(TokenMeasure.ALL).allSatisfy(measure -> {
            assertThat(measure.found()).as(measure.row()).isGreaterThanOrEqualTo(TokenMeasure.TOKENS * 95 / 100);
            assertThat(measure.falseAlarms()).as(measure.row()).isZero();
        });
    }

    @Test
    void findsEveryGeneratedNumberAndNoneWithAWrongCheckDigit() {
        assertThat(NumberMeasure.ALL).allSatisfy(measure -> {
            for (int notation = 0; notation <= NumberMeasure.BEFORE_A_WORD; notation++) {
                assertThat(measure.found(notation)).as(measure.row()).isIn(-1, NumberMeasure.NUMBERS);
            }
            assertThat(measure.falseAlarms(0)).as(measure.row()).isZero();
        });
    }

    private static String document() {
        return """
                # Secrets and personal identification numbers

                A file that contains a secret is rejected. Personal numbers are masked, rejected or kept, as the setting
                `personalData` specifies. This page is generated from the patterns by `SensitiveDocumentTest`.

                ## Allow a value

                If a value is a false positive, or if the task needs it, add it to `allowSensitive` in `run.json`, with the
                reason. The key is one of the kinds below, or the fingerprint in the finding:

                ```json
                {"allowSensitive": {"US bank routing number": "numbers of our test bank", "3f2a9c1b": "revoked key"}}
                ```

                For `./fine-tune check FILE`, use the option `--allow "US bank routing number=numbers of our test bank"`.

                - The fingerprint of a secret identifies its value: the first 8 digits of its SHA-256 hash.
                - The fingerprint of a personal identification number identifies its kind and the line of text around it, with all numbers
                  masked. The hash of a number of nine digits would reveal the number.
                - The data report, the report of the run and `check` list what was allowed, with count and reason, and warn
                  about entries that match nothing.

                ## How well secrets are found

                For each rule below, 20 tokens are generated with the prefix, alphabet and length in the
                [rules of gitleaks](https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml). The other
                rules are not measured. Each token is searched for in three contexts. False alarms are
                counted for five placeholders of the same length.

                | rule of gitleaks | kind | found | false alarms |
                |---|---|---|---|
                """
                + TokenMeasure.ALL.stream().map(TokenMeasure::row).collect(Collectors.joining())
                + """

                ## How well personal numbers are found

                For each row, 20 numbers are generated with valid check digits, and written after their name unless the
                column says otherwise. The last three columns count the false alarms for 20 invalid numbers. A US social
                security number does not have a check digit, so the invalid ones begin with 666, which was never issued.
                Discover numbers can have up to 19 digits, so one in ten with an additional digit is valid.
                The other kinds are tested only with specimens from documents of the issuers.

                """ + NumberMeasure.table() + """

                Not found by design:

                - A number that is joined to a word, because parts of order and tracking numbers have the same format. An
                  exception is an IBAN that ends with a digit.
                - A phone number, an email address, a name, or an address, because it does not have a check digit.
                - A number without its name, if many ordinary numbers have the same format.

                ## Kinds of secrets

                """ + list(Secrets.kinds()) + """

                ## Kinds of personal identification numbers

                """ + list(PersonalNumbers.kinds());
    }

    private static String list(List<String> kinds) {
        return kinds.stream()
                .map(Kinds::withoutArticle)
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .map(kind -> "- " + kind + "\n")
                .collect(Collectors.joining());
    }
}
