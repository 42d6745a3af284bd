package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.sensitive.Excerpts;
import io.github.bedrockfinetuning.dataset.sensitive.Sensitive;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Searches a recorded-answers file for secrets and, if the policy rejects them, for personal numbers, because reports
 * show answers.
 */
public final class AnswersSearch {
    /** The kind of the file in the result, and the rule of the errors. */
    public static final String KIND = "recorded-answers";

    private final Source source;
    private final SensitivePolicy policy;
    private final List<Finding> errors = new ArrayList<>();
    private final Map<Findings.Exempted, Long> exempted = new TreeMap<>();
    private long answers;
    private long dropped;

    private AnswersSearch(Source source, SensitivePolicy policy) {
        this.source = source;
        this.policy = policy;
    }

    /**
     * Searches every line of a file.
     *
     * @throws IOException if the bytes cannot be read
     */
    public static AnswersSearch of(Source source, SensitivePolicy policy) throws IOException {
        AnswersSearch search = new AnswersSearch(source, policy);
        search.run();
        return search;
    }

    /** Bytes that are not valid UTF-8 are replaced, because they are reported when the answers are read. */
    private void run() throws IOException {
        boolean personalNumbers = policy.personalData() == PersonalDataPolicy.REFUSE;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                answers += line.isBlank() ? 0 : 1;
                for (Sensitive found : Excerpts.inLine(line, personalNumbers)) {
                    add(number, found);
                }
            }
        }
    }

    private void add(long line, Sensitive found) {
        String exemption = policy.exemptions().key(found);
        if (exemption != null) {
            exempted.merge(new Findings.Exempted(exemption, found.shortKind()), 1L, Long::sum);
        } else if (errors.size() < Findings.LISTED) {
            errors.add(new Finding(
                    KIND,
                    Severity.ERROR,
                    source.name(),
                    line,
                    null,
                    null,
                    "The answer contains " + found.kind() + " (fingerprint " + found.fingerprint() + ").",
                    "Replace it with a placeholder, or remove the answer. If it is a false positive, add its "
                            + "fingerprint or its kind to allowSensitive in run.json, and specify the reason."));
        } else {
            dropped++;
        }
    }

    /** Returns the names of the exemptions that allowed a value, in the same format as in the findings. */
    Set<String> usedExemptions() {
        return exempted.keySet().stream()
                .map(values -> ExemptedValue.field(values.key()))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the result for the file.
     *
     * @param model the base model of the dataset. Its rules do not apply to recorded answers.
     */
    public CheckResult result(Model model) throws IOException {
        List<Finding> findings = new ArrayList<>(errors);
        ExemptedValue rule = new ExemptedValue();
        exempted.forEach((values, count) -> findings.add(new Finding(
                ExemptedValue.ID,
                rule.about().severity(),
                source.name(),
                null,
                null,
                ExemptedValue.field(values.key()),
                ExemptedValue.message(count, values.kind(), values.key(), policy.exemptions()),
                rule.about().remedy())));
        return new CheckResult(
                source.name(),
                errors.isEmpty() ? FileVerdict.ACCEPT : FileVerdict.REJECT,
                model.id(),
                KIND,
                new CheckResult.Amount(answers, source.size(), 0),
                List.copyOf(findings),
                dropped);
    }
}
