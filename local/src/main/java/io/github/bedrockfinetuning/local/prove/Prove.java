package io.github.bedrockfinetuning.local.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.files.WholeFile;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.experiments.Finding;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Anonymizer;
import io.github.bedrockfinetuning.local.prove.record.Comparison;
import io.github.bedrockfinetuning.local.prove.record.Difference;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recording;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.text.Visible;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs the experiments in an account and in the local simulation, and compares the responses. */
public final class Prove {
    private static final String JOURNAL = "prove-clean-up.json";

    private Prove() {}

    /**
     * Runs all experiments in an account and in a local simulation of its stack, and writes {@code prove.json} and
     * {@code prove.html}.
     *
     * @param ceiling the maximum total cost of all experiments, in US dollars
     * @param out the folder for the results and, until the cleanup is complete, the journal
     * @param twins creates the local simulation from the template of the stack
     */
    public static Conclusion run(
            Account account, BigDecimal ceiling, Path out, Audience audience, Function<JsonNode, Twin> twins)
            throws IOException {
        Files.createDirectories(out);
        StopSignal signal = StopSignal.forThisThread();
        try (Twin twin = twins.apply(template(account))) {
            CleanUpJournal journal = new CleanUpJournal(Optional.of(out.resolve(JOURNAL)));
            Proof.Tried outcome = new Proof(account, journal, ceiling, audience).run();
            Recording local = twin.record(outcome.recording().tried());
            Conclusion conclusion = conclude(new Anonymizer(account), local, outcome);
            WholeFile.write(out.resolve("prove.json"), Json.pretty(conclusion.toJson()));
            WholeFile.write(out.resolve("prove.html"), Visible.prose(ProofPage.of(conclusion)));
            return conclusion;
        } finally {
            signal.release();
        }
    }

    private static JsonNode template(Account account) {
        String text = account.cloudFormation()
                .getTemplate(r -> r.stackName(account.stack()))
                .templateBody();
        if (!text.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException("The template of the stack " + account.stack()
                    + " is not JSON. Deploy the stack with the CDK, which writes JSON templates.");
        }
        return Json.read(text);
    }

    private static Conclusion conclude(Anonymizer anonymous, Recording local, Proof.Tried outcome) {
        List<Conclusion.Row> rows = new ArrayList<>();
        BigDecimal spent = BigDecimal.ZERO;
        for (Question question : Question.values()) {
            Finding finding = outcome.findings()
                    .getOrDefault(question, Finding.notTried("The command ended before it reached this experiment."));
            Optional<BigDecimal> cost = Optional.ofNullable(outcome.costs().get(question));
            spent = spent.add(cost.orElse(BigDecimal.ZERO));
            rows.add(new Conclusion.Row(
                    question.id(),
                    question.text(),
                    finding.result().toString(),
                    anonymous.clean(finding.seen()),
                    cost));
        }
        List<Difference> differences = Comparison.of(local, outcome.recording()).stream()
                .map(difference -> new Difference(
                        difference.operation(),
                        difference.member(),
                        anonymous.clean(difference.local()),
                        anonymous.clean(difference.aws())))
                .toList();
        List<Conclusion.StillBilling> billing = outcome.left().stream()
                .map(billed -> new Conclusion.StillBilling(billed.kind(), billed.perHour()))
                .toList();
        return new Conclusion(List.copyOf(rows), differences, spent, billing);
    }
}
