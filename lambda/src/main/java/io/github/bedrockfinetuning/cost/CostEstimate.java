package io.github.bedrockfinetuning.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import io.github.bedrockfinetuning.dataset.tokens.TokenEstimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The estimated cost of a run in US dollars, based on the prices in the model catalog, which records the date of each
 * price. A part without a known price is marked as unknown and excluded from the total, which is then incomplete.
 * Unknown prices never count as zero.
 *
 * @param tokensLow the minimum number of tokens in the training file, counted once
 * @param kept whether the run keeps its endpoint, which can be billed per hour after the run
 */
public record CostEstimate(Model base, long tokensLow, long tokensHigh, List<Part> parts, boolean kept) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    /** The number of answers in each judge prompt: the expected answer and the two answers to compare. */
    private static final int JUDGED_TEXTS = 3;

    private static final int ORDERS = 2;

    /**
     * A part of the cost.
     *
     * @param name training, storage, serving, answering, or judging
     * @param system the model that a part is about; null if it is clear from the name
     * @param low the low end of the estimate; null if the price is not known
     * @param figure the price; null if there is none
     * @param basis the calculation, or the reason that the price is not known
     */
    public record Part(
            String name,
            @Nullable String system,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable Figure figure,
            String basis) {
        public boolean unknown() {
            return low == null;
        }
    }

    /**
     * The work that determines the cost.
     *
     * @param epochs the number of epochs; empty if neither the user nor AWS specifies it
     * @param testTokensLow the minimum number of tokens in all questions of the test set
     * @param answerTokensLow the minimum number of tokens in all answers of one model
     */
    public record Work(
            long trainingTokensLow,
            long trainingTokensHigh,
            Optional<Integer> epochs,
            long testRecords,
            long testTokensLow,
            long testTokensHigh,
            long answerTokensLow,
            long answerTokensHigh) {}

    /**
     * Estimates the cost of a run.
     *
     * @param reference the bigger model; null if there is none
     * @param judge the judge; null if there is none
     */
    public static CostEstimate of(Model base, @Nullable Model reference, @Nullable Model judge, Work work) {
        List<Part> parts = new ArrayList<>();
        parts.add(training(base, work));
        parts.add(storage(base));
        if (work.testRecords() > 0) {
            parts.add(serving(base, work));
            parts.add(answering(
                    SystemRole.BASE.id(),
                    base.prices().inputPerMillionTokens(),
                    base.prices().outputPerMillionTokens(),
                    work));
            parts.add(custom(SystemRole.TUNED.id(), base, work));
            if (reference != null) {
                Model.Prices prices = reference.prices();
                parts.add(answering(
                        SystemRole.REFERENCE.id(),
                        prices.inputPerMillionTokens(),
                        prices.outputPerMillionTokens(),
                        work));
            }
            if (judge != null) {
                parts.add(judging(judge, work));
            }
        }
        return new CostEstimate(base, work.trainingTokensLow(), work.trainingTokensHigh(), List.copyOf(parts), false);
    }

    /**
     * Adds the cost of the answers of a model that an earlier run promoted.
     *
     * @param base the base model of the promoted model; empty if the catalog does not contain it
     */
    public CostEstimate withPromoted(Optional<Model> base, Work work) {
        List<Part> more = new ArrayList<>(parts);
        more.add(base.map(model -> custom(SystemRole.PROMOTED.id(), model, work))
                .orElseGet(() -> unknown(
                        "answering", SystemRole.PROMOTED.id(), "The base model of the promoted model is not known.")));
        return new CostEstimate(this.base, tokensLow, tokensHigh, List.copyOf(more), kept);
    }

    /** Adds the hourly charge after the run for the endpoint that {@code keepEndpoint} keeps. */
    public CostEstimate withKeptEndpoint() {
        return new CostEstimate(base, tokensLow, tokensHigh, parts, true);
    }

    /**
     * Deducts the cost of the answers that already exist.
     *
     * @param answered the number of existing answers, by system
     */
    public CostEstimate withAnswered(Map<String, Long> answered, Work work) {
        List<Part> now = parts.stream()
                .map(part -> {
                    long known = part.name().equals("answering") ? answered.getOrDefault(part.system(), 0L) : 0;
                    return known > 0 ? left(part, known, work.testRecords()) : part;
                })
                .toList();
        return new CostEstimate(base, tokensLow, tokensHigh, now, kept);
    }

    private static Part left(Part part, long answered, long records) {
        if (answered >= records) {
            return new Part(
                    part.name(),
                    part.system(),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    "no cost: all " + records + " answers are reused from earlier runs");
        }
        return new Part(
                part.name(),
                part.system(),
                share(part.low(), records - answered, records),
                share(part.high(), records - answered, records),
                part.figure(),
                part.basis() + "; " + answered + " of these answers are reused from earlier runs");
    }

    private static @Nullable BigDecimal share(@Nullable BigDecimal amount, long some, long all) {
        return amount == null
                ? null
                : money(amount.multiply(BigDecimal.valueOf(some))
                        .divide(BigDecimal.valueOf(all), 10, RoundingMode.HALF_UP));
    }

    private static Part training(Model base, Work work) {
        if (work.epochs().isEmpty()) {
            return unknown(
                    "training", null, "AWS does not publish a default number of epochs for " + base.name() + ".");
        }
        int epochs = work.epochs().get();
        return base.prices()
                .trainingPerMillionTokens()
                .map(price -> new Part(
                        "training",
                        null,
                        tokens(price, work.trainingTokensLow() * epochs),
                        tokens(price, work.trainingTokensHigh() * epochs),
                        price,
                        "tokens of the training file × " + epochs + " epochs"))
                .orElseGet(() -> unknown("training", null, "The training price of " + base.name() + " is not known."));
    }

    private static Part storage(Model base) {
        return base.prices()
                .storagePerMonth()
                .map(price ->
                        new Part("storage", null, money(price.amount()), money(price.amount()), price, "one month"))
                .orElseGet(() -> unknown("storage", null, "The storage price of " + base.name() + " is not known."));
    }

    private static Part serving(Model base, Work work) {
        if (base.servingMode() == ServingMode.ON_DEMAND) {
            return new Part(
                    "serving",
                    null,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    "on demand: billed per token, included under inference");
        }
        int slowest = Catalogue.load().assumption("slowestAnswerSeconds");
        long hours = 1 + work.testRecords() * slowest / 3600;
        return base.prices()
                .throughputPerUnitHour()
                .map(price -> new Part(
                        "serving",
                        null,
                        money(price.amount()),
                        money(price.amount().multiply(BigDecimal.valueOf(hours))),
                        price,
                        "one model unit for 1 to " + hours + " hours, assuming at most " + slowest
                                + " seconds per answer and one answer at a time"))
                .orElseGet(() -> unknown(
                        "serving",
                        null,
                        "The hourly price of Provisioned Throughput for " + base.name() + " is not known."));
    }

    private static Part custom(String system, Model base, Work work) {
        if (base.servingMode() == ServingMode.PROVISIONED_THROUGHPUT) {
            return new Part(
                    "answering",
                    system,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    "billed per hour, included under serving");
        }
        Model.Prices prices = base.prices();
        return answering(system, prices.customInputPerMillionTokens(), prices.customOutputPerMillionTokens(), work);
    }

    private static Part answering(String system, Optional<Figure> input, Optional<Figure> output, Work work) {
        if (input.isEmpty() || output.isEmpty()) {
            return unknown("answering", system, "The price per token for the " + system + " model is not known.");
        }
        return new Part(
                "answering",
                system,
                tokens(input.get(), work.testTokensLow()).add(tokens(output.get(), work.answerTokensLow())),
                tokens(input.get(), work.testTokensHigh()).add(tokens(output.get(), work.answerTokensHigh())),
                input.get(),
                work.testRecords() + " questions, each sent once, with answers up to the token limit");
    }

    private static Part judging(Model judge, Work work) {
        Optional<Figure> input = judge.prices().inputPerMillionTokens();
        Optional<Figure> output = judge.prices().outputPerMillionTokens();
        if (input.isEmpty() || output.isEmpty()) {
            return unknown("judging", judge.id(), "The price per token for " + judge.name() + " is not known.");
        }
        long calls = ORDERS * work.testRecords();
        long low = ORDERS * (work.testTokensLow() + JUDGED_TEXTS * work.answerTokensLow());
        long high = ORDERS * (work.testTokensHigh() + JUDGED_TEXTS * work.answerTokensHigh())
                + calls * Catalogue.load().assumption("judgePromptTokens");
        return new Part(
                "judging",
                judge.id(),
                tokens(input.get(), low),
                tokens(input.get(), high)
                        .add(tokens(output.get(), calls * Catalogue.load().assumption("judgeAnswerTokens"))),
                input.get(),
                calls + " judgments in both orders, based on assumed numbers of tokens in the judge's prompt and "
                        + "answers");
    }

    private static Part unknown(String name, @Nullable String system, String why) {
        return new Part(name, system, null, null, null, why);
    }

    private static BigDecimal tokens(Figure perMillion, long tokens) {
        return money(perMillion.amount().multiply(BigDecimal.valueOf(tokens)).divide(MILLION));
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(6, RoundingMode.HALF_UP);
    }

    /** Returns whether the price of every part is known. */
    public boolean complete() {
        return parts.stream().noneMatch(Part::unknown);
    }

    /** Returns the document that {@code estimate --json} prints. */
    public JsonNode toJson() {
        ObjectNode json = StrictJson.MAPPER.createObjectNode().put("model", base.id());
        json.putObject("tokens").put("low", tokensLow).put("high", tokensHigh).put("basis", TokenEstimate.basis());
        ArrayNode list = json.putArray("parts");
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        for (Part part : parts) {
            list.add(json(part));
            if (!part.unknown()) {
                low = low.add(part.low());
                high = high.add(part.high());
            }
        }
        boolean nothing = parts.stream().allMatch(part -> part.figure() == null);
        json.putObject("total")
                .put("low", nothing ? null : low)
                .put("high", nothing ? null : high)
                .put("complete", complete());
        if (kept) {
            json.set(AfterRun.FIELD, AfterRun.of(base));
        }
        ArrayNode assumptions = json.putArray("assumptions");
        Catalogue.load()
                .assumptions()
                .forEach((name, figure) -> assumptions
                        .addObject()
                        .put("name", name)
                        .put("amount", figure.amount())
                        .put("source", Catalogue.load().source(figure.source()))
                        .put("asOf", figure.asOf().toString()));
        return json;
    }

    private static ObjectNode json(Part part) {
        ObjectNode json = StrictJson.MAPPER.createObjectNode().put("name", part.name());
        if (part.system() != null) {
            json.put("system", part.system());
        }
        Figure figure = part.figure();
        return json.put("low", part.low())
                .put("high", part.high())
                .put("currency", "USD")
                .put("source", figure == null ? null : Catalogue.load().source(figure.source()))
                .put("asOf", figure == null ? null : figure.asOf().toString())
                .put("unknown", part.unknown())
                .put("basis", part.basis());
    }
}
