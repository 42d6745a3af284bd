package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.cost.CostEstimate;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.format.RecordFormats;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.tokens.TokenCount;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest dataset that the cheapest base model in the Region accepts. Its records are generated. */
final class SmallestRun {
    private static final String SYSTEM = "Answer with the sum only, in digits.";
    private static final int TESTED = 4;
    private static final int EPOCHS = 1;
    /** The token limit that the workflow sets for every answer. It exceeds the length of a number. */
    private static final int LONGEST_ANSWER = 512;

    private final Platform platform;
    private final Optional<Model> base;

    SmallestRun(Account account) {
        platform = account.platform();
        LocalDate today = platform.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
        base = Catalogue.load().models().stream()
                .filter(model -> model.trainsIn(account.region()))
                .filter(model -> !model.lifecycle().legacyBy(today)
                        && !model.lifecycle().endedBy(today)
                        && model.lifecycle().status().equals("ACTIVE"))
                .filter(model -> price(model).isPresent())
                .min(Comparator.comparing(model -> price(model).orElseThrow()));
    }

    /**
     * Returns the base model, or an empty {@code Optional} if no model in this Region accepts new jobs and has known
     * prices.
     */
    Optional<Model> base() {
        return base;
    }

    /** Returns the maximum cost of a run, including the first month of storage for the custom model. */
    Optional<BigDecimal> cost() {
        return base.flatMap(SmallestRun::price);
    }

    /** Uploads the dataset. The upload starts a run. */
    RunId submit(Inbox inbox) {
        Model model = base.orElseThrow();
        ObjectNode settings = Json.object().put("baseModel", model.id()).putNull("referenceModel");
        if (model.hyperparameter("epochCount").isPresent()) {
            settings.putObject("hyperparameters").put("epochCount", EPOCHS);
        }
        settings.put("spendingCeiling", cost().orElseThrow().setScale(2, RoundingMode.UP));
        String folder = inbox.folder();
        ObjectNode versions = settings.putObject("versions");
        Map<String, String> files = new LinkedHashMap<>();
        int trained = trained(model);
        files.put(FileNames.TRAIN, records(model, 0, trained));
        if (validated(model) > 0) {
            files.put(FileNames.VALIDATION, records(model, trained, validated(model)));
        }
        files.put(FileNames.TEST, records(model, trained + validated(model), TESTED));
        files.forEach((name, text) ->
                versions.put(name, inbox.put(folder + name, text.getBytes(StandardCharsets.UTF_8), Run.JSON_LINES)));
        return inbox.start(folder + FileNames.RUN, Json.pretty(settings), Run.JSON);
    }

    private static int trained(Model model) {
        return model.limits().records().min().orElse(1);
    }

    /**
     * Returns the number of validation records. If there is a validation file, the workflow does not split the training
     * file.
     */
    private static int validated(Model model) {
        return model.validationData() ? model.limits().records().minValidation().orElse(1) : 0;
    }

    private static Optional<BigDecimal> price(Model model) {
        TokenCount training = new TokenCount();
        TokenCount questions = new TokenCount();
        for (int i = 0; i < trained(model); i++) {
            count(training, i);
        }
        for (int i = 0; i < TESTED; i++) {
            count(questions, i);
        }
        var estimate = CostEstimate.of(
                        model,
                        null,
                        null,
                        new CostEstimate.Work(
                                training.low(),
                                training.high(),
                                Optional.of(EPOCHS),
                                TESTED,
                                questions.low(),
                                questions.high(),
                                TESTED,
                                (long) TESTED * LONGEST_ANSWER))
                .toJson();
        var total = estimate.path("total");
        return total.path("complete").asBoolean()
                ? Optional.of(total.path("high").decimalValue())
                : Optional.empty();
    }

    private static void count(TokenCount tokens, int number) {
        tokens.add(SYSTEM);
        tokens.add(question(number));
        tokens.add(answer(number));
    }

    private static String records(Model model, int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            List<Turn> turns = List.of(Turn.user(question(i)), Turn.assistant(answer(i)));
            Example example = new Example(Integer.toString(i), system(model), turns, Json.object());
            lines.append(Examples.write(example, model.format())).append('\n');
        }
        return lines.toString();
    }

    /** Returns the system prompt, or null for the prompt/completion format, which has no system prompt. */
    private static String system(Model model) {
        return RecordFormats.of(model.format()).hasSystemPrompt() ? SYSTEM : null;
    }

    private static String question(int number) {
        return "What is " + (number + 11) + " plus " + (3 * number + 7) + "?";
    }

    private static String answer(int number) {
        return Integer.toString(4 * number + 18);
    }
}
