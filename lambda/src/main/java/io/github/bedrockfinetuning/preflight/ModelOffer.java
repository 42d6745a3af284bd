package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.FoundationModelDetails;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycleStatus;
import software.amazon.awssdk.services.bedrock.model.InferenceType;
import software.amazon.awssdk.services.bedrock.model.ModelCustomization;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;

/**
 * Checks a model's availability in a Region, based on GetFoundationModel: its lifecycle state, whether it can be
 * fine-tuned, and whether it can be invoked in the Region. The response takes precedence over the catalog, which is
 * used only if Bedrock does not return a value.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html">Model lifecycle</a>:
 *     no new fine-tuning jobs and no new Provisioned Throughput for a model in the Legacy state
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_FoundationModelDetails.html">
 *     FoundationModelDetails</a>
 */
final class ModelOffer {
    private static final String LIFECYCLE = "model-lifecycle";
    private static final String OFFERED = "model-offered";
    private static final String CUSTOMIZATION = "model-customization";
    private static final String INFERENCE = "model-inference";

    private final BedrockClient bedrock;
    private final String region;
    private final Clock clock;
    private final Allowances allowed;

    ModelOffer(BedrockClient bedrock, String region, Clock clock, Allowances allowed) {
        this.bedrock = bedrock;
        this.region = region;
        this.clock = clock;
        this.allowed = allowed;
    }

    List<Check> of(Model model, Role role) {
        List<Check> checks = new ArrayList<>();
        if (role == Role.BASE && !model.id().equals(model.plainId())) {
            checks.addAll(details(model, model.id(), found -> {
                List<Check> made = new ArrayList<>();
                made.add(lifecycle(model, role, found));
                made.add(customization(model, found));
                return made;
            }));
            checks.addAll(details(model, model.plainId(), found -> List.of(inference(model, found))));
        } else {
            checks.addAll(details(
                    model, model.plainId(), found -> List.of(lifecycle(model, role, found), inference(model, found))));
        }
        if (checks.stream().noneMatch(check -> check.name().equals(LIFECYCLE))) {
            byCatalogue(model, role).ifPresent(checks::add);
        }
        return checks;
    }

    private interface Reading {
        List<Check> of(FoundationModelDetails details);
    }

    private List<Check> details(Model model, String id, Reading reading) {
        return Lookup.checks(
                OFFERED, "The availability of " + model.name() + " (" + id + ")", "bedrock:GetFoundationModel", () -> {
                    try {
                        return reading.of(bedrock.getFoundationModel(r -> r.modelIdentifier(id))
                                .modelDetails());
                    } catch (ResourceNotFoundException e) {
                        return List.of(Check.fail(
                                OFFERED,
                                "Bedrock does not offer " + id + " in " + region + ".",
                                "Choose another model, or ask AWS Support whether your account can get access to this "
                                        + "model."));
                    }
                });
    }

    private Check lifecycle(Model model, Role role, FoundationModelDetails details) {
        FoundationModelLifecycle lifecycle = details.modelLifecycle();
        if (lifecycle == null) {
            return byCatalogue(model, role)
                    .orElseGet(() -> Check.couldNotCheck(
                            LIFECYCLE, "Bedrock does not report the lifecycle of " + model.name() + ".", ""));
        }
        Instant now = clock.instant();
        Optional<Instant> legacy = Optional.ofNullable(lifecycle.legacyTime());
        Optional<Instant> end = Optional.ofNullable(lifecycle.endOfLifeTime());
        boolean ended = end.filter(time -> !time.isAfter(now)).isPresent();
        boolean inLegacy = lifecycle.status() == FoundationModelLifecycleStatus.LEGACY
                || legacy.filter(time -> !time.isAfter(now)).isPresent();
        if (ended || inLegacy) {
            return late(
                    model, role, ended, legacy.map(ModelOffer::day), end.map(ModelOffer::day), "Bedrock reports that ");
        }
        if (legacy.isPresent() || end.isPresent()) {
            return Check.warn(
                    LIFECYCLE,
                    "Bedrock reports that " + model.name() + " "
                            + legacy.map(time -> "will enter the Legacy state on " + day(time))
                                    .orElse("will reach its end of life on "
                                            + end.map(ModelOffer::day).orElseThrow())
                            + ".",
                    successor(model));
        }
        return Check.pass(LIFECYCLE, "Bedrock lists " + model.name() + " as " + lifecycle.statusAsString() + ".");
    }

    /** Returns the lifecycle check based on the catalog, for a model whose lifecycle Bedrock did not report. */
    private Optional<Check> byCatalogue(Model model, Role role) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Model.Lifecycle lifecycle = model.lifecycle();
        boolean ended = lifecycle.endedBy(today);
        return ended || lifecycle.legacyBy(today)
                ? Optional.of(late(
                        model, role, ended, lifecycle.legacy(), lifecycle.endOfLife(), "According to the catalogue, "))
                : Optional.empty();
    }

    private Check late(
            Model model, Role role, boolean ended, Optional<LocalDate> legacy, Optional<LocalDate> end, String source) {
        String found;
        if (ended) {
            found = source + model.name() + " reached its end of life on " + end.orElseThrow()
                    + ". Requests to it fail unless your account has private access.";
        } else {
            found = source + model.name() + " is in the Legacy state"
                    + legacy.map(day -> " (since " + day + ")").orElse("")
                    + end.map(day -> ", and it will reach its end of life on " + day)
                            .orElse("") + ". "
                    + (role == Role.BASE
                            ? "Bedrock does not accept new fine-tuning jobs or new Provisioned Throughput for it."
                            : "New customers cannot use it, and an account can lose access after 15 days without"
                                    + " requests.");
        }
        String remedy = successor(model);
        if (!ended && role != Role.BASE) {
            return Check.warn(LIFECYCLE, found, remedy);
        }
        return allowed.endOfLife()
                ? Check.warn(LIFECYCLE, found + " The stack allows this (allowEndOfLifeModels).", remedy)
                : Check.fail(
                        LIFECYCLE,
                        found,
                        remedy + " If your account still has access to the model, set allowEndOfLifeModels to true and "
                                + "deploy the stack again.");
    }

    private Check customization(Model model, FoundationModelDetails details) {
        return details.customizationsSupported().contains(ModelCustomization.FINE_TUNING)
                ? Check.pass(CUSTOMIZATION, model.name() + " can be fine-tuned in " + region + ".")
                : Check.fail(
                        CUSTOMIZATION,
                        "Bedrock does not list " + model.name() + " (" + model.id()
                                + ") as a model that can be fine-tuned in " + region + ".",
                        successor(model));
    }

    /**
     * Checks inference. A base model ID can be invoked only if the model supports on-demand inference. Otherwise, an
     * inference profile is required.
     */
    private Check inference(Model model, FoundationModelDetails details) {
        String id = model.invocationId(region).orElse("");
        if (id.isEmpty()) {
            return Check.fail(
                    INFERENCE, model.name() + " cannot be invoked from " + region + ".", "Choose another model.");
        }
        if (model.crossesRegions(region)) {
            return allowed.crossRegion()
                    ? Check.pass(
                            INFERENCE,
                            model.name() + " is invoked through the cross-Region inference profile " + id + ".")
                    : Check.fail(INFERENCE, onlyThroughProfile(model), remedyForProfile());
        }
        if (!details.hasInferenceTypesSupported()) {
            return Check.couldNotCheck(
                    INFERENCE,
                    "Bedrock does not report how " + model.name() + " can be invoked in " + region + ".",
                    "");
        }
        return details.inferenceTypesSupported().contains(InferenceType.ON_DEMAND)
                ? Check.pass(INFERENCE, model.name() + " can be invoked in " + region + " as " + id + ".")
                : Check.fail(
                        INFERENCE,
                        "Bedrock does not support on-demand inference for " + model.name() + " (" + id + ") in "
                                + region + " (supported inference types: "
                                + String.join(", ", details.inferenceTypesSupportedAsStrings())
                                + "), so all requests to it would fail.",
                        "Choose a model that can be invoked in the Region. This version of the catalog contains no "
                                + "inference profile for this model in the Region.");
    }

    private String onlyThroughProfile(Model model) {
        return model.name() + " can be invoked from " + region
                + " only through a cross-Region inference profile, which sends prompts to other Regions.";
    }

    private static String remedyForProfile() {
        return "Choose a model that can be invoked without sending prompts to other Regions, or set "
                + "allowCrossRegionInference to true and deploy the stack again.";
    }

    private String successor(Model model) {
        return Catalogue.load().insteadOf(model, region);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
