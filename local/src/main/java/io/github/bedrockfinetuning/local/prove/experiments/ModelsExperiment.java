package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrock.model.AgreementStatus;
import software.amazon.awssdk.services.bedrock.model.AuthorizationStatus;
import software.amazon.awssdk.services.bedrock.model.EntitlementAvailability;
import software.amazon.awssdk.services.bedrock.model.FoundationModelDetails;
import software.amazon.awssdk.services.bedrock.model.RegionAvailability;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Requests the details of every catalog model in the Region, and sends one question to each default model. */
public final class ModelsExperiment implements Experiment {
    private static final int LONGEST_ANSWER = 16;
    /** An upper bound on the number of tokens in the question. */
    private static final int QUESTION_TOKENS = 100;

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Model model : defaults(bench.account().region())) {
            Optional<Figure> in = model.prices().inputPerMillionTokens();
            Optional<Figure> out = model.prices().outputPerMillionTokens();
            if (in.isEmpty() || out.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(in.get().amount().multiply(BigDecimal.valueOf(QUESTION_TOKENS)))
                    .add(out.get().amount().multiply(BigDecimal.valueOf(LONGEST_ANSWER)));
        }
        return Optional.of(sum.divide(MILLION));
    }

    @Override
    public Finding run(Bench bench) {
        String region = bench.account().region();
        List<String> wrong = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        List<Model> defaults = defaults(region);
        for (Model model : Catalogue.load().models()) {
            for (String id : ids(model, region)) {
                asked.add(id);
                Optional<String> trouble = look(bench, model, id, region);
                if (defaults.contains(model)) {
                    trouble.ifPresent(wrong::add);
                }
            }
        }
        defaults.forEach(model -> access(bench, model).ifPresent(wrong::add));
        defaults.forEach(model -> ask(bench, model, region).ifPresent(wrong::add));
        return Finding.of(
                wrong.isEmpty(),
                asked.size() + " model IDs checked, " + defaults.size() + " default models invoked"
                        + (wrong.isEmpty() ? "." : ": " + String.join("; ", wrong) + "."));
    }

    private static List<Model> defaults(String region) {
        return Stream.of(Catalogue.load().defaultBase(region), Catalogue.load().defaultReference(region))
                .flatMap(Optional::stream)
                .filter(model -> model.invocationId(region).isPresent())
                .distinct()
                .toList();
    }

    private static Set<String> ids(Model model, String region) {
        Set<String> ids = new TreeSet<>();
        if (model.invocationId(region).isPresent()) {
            ids.add(model.plainId());
        }
        if (model.trainsIn(region)) {
            ids.add(model.id());
        }
        return ids;
    }

    /** @return the reason why the model cannot be used; empty if it can be used */
    private static Optional<String> look(Bench bench, Model model, String id, String region) {
        bench.recorder().about(id);
        try {
            FoundationModelDetails details = bench.platform()
                    .aws()
                    .bedrock()
                    .getFoundationModel(r -> r.modelIdentifier(id))
                    .modelDetails();
            String status = details.modelLifecycle() == null
                    ? "unknown"
                    : details.modelLifecycle().statusAsString();
            if (!"ACTIVE".equals(status)) {
                return Optional.of(id + " is " + status);
            }
            boolean onDemand = details.inferenceTypesSupportedAsStrings().contains("ON_DEMAND");
            boolean plain = id.equals(model.plainId());
            if (plain && !model.crossesRegions(region) && !onDemand) {
                return Optional.of(id + " cannot be invoked on demand");
            }
            boolean tunable = details.customizationsSupportedAsStrings().contains("FINE_TUNING");
            if (id.equals(model.id()) && !plain && !tunable) {
                return Optional.of(id + " cannot be fine-tuned");
            }
            return Optional.empty();
        } catch (AwsServiceException refused) {
            return Optional.of(id + ": " + code(refused));
        }
    }

    /** @return the reason why the account has no access to the model; empty if it has access */
    private static Optional<String> access(Bench bench, Model model) {
        bench.recorder().about(model.plainId());
        try {
            var answer =
                    bench.platform().aws().bedrock().getFoundationModelAvailability(r -> r.modelId(model.plainId()));
            boolean usable = answer.agreementAvailability().status() == AgreementStatus.AVAILABLE
                    && answer.authorizationStatus() == AuthorizationStatus.AUTHORIZED
                    && answer.entitlementAvailability() == EntitlementAvailability.AVAILABLE
                    && answer.regionAvailability() == RegionAvailability.AVAILABLE;
            return usable ? Optional.empty() : Optional.of(model.plainId() + " is not available to this account");
        } catch (AwsServiceException refused) {
            return Optional.of(model.plainId() + ": " + code(refused));
        }
    }

    private static Optional<String> ask(Bench bench, Model model, String region) {
        bench.recorder().about(model.plainId());
        try {
            Integer tokens = bench.platform()
                    .aws()
                    .bedrockRuntime()
                    .converse(r -> r.modelId(model.invocationId(region).orElseThrow())
                            .messages(Message.builder()
                                    .role(ConversationRole.USER)
                                    .content(ContentBlock.fromText("Answer with one word: yes."))
                                    .build())
                            .inferenceConfig(c -> c.maxTokens(LONGEST_ANSWER)))
                    .usage()
                    .outputTokens();
            return Objects.requireNonNullElse(tokens, 0) > 0
                    ? Optional.empty()
                    : Optional.of(model.plainId() + " returned no text");
        } catch (AwsServiceException refused) {
            return Optional.of(model.plainId() + " answered " + code(refused));
        }
    }

    /**
     * Returns the error code. Throws the exception again if it indicates throttling or a service failure, because these
     * are not results.
     */
    private static String code(AwsServiceException refused) {
        if (!(Failures.of(refused) instanceof PermanentFailure) || refused.statusCode() == 403) {
            throw refused;
        }
        return Failures.code(refused);
    }
}
