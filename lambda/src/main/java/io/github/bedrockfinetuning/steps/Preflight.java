package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.Quota;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.Severity;
import io.github.bedrockfinetuning.run.Allowed;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.bedrock.model.FoundationModelDetails;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;

/**
 * Looks, before anything is created, whether what the run needs is to be had: a model that lives and can be served,
 * imported buckets as their owners were asked to set them up; and what the account does with prompts and answers.
 */
final class Preflight {
    private final Run run;
    private final Allowed allowed;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Preflight(Run run) {
        this.run = run;
        this.allowed = Allowed.of(run.platform());
        this.today = LocalDate.ofInstant(run.platform().clock().instant(), ZoneOffset.UTC);
    }

    /**
     * @param findings why the run cannot be; empty if it can
     * @param notes what is worth knowing
     */
    record Outcome(List<Finding> findings, List<String> notes) {}

    Outcome look(Settings settings) {
        Model base = settings.base();
        lifecycle(base, "baseModel");
        settings.reference().ifPresent(model -> lifecycle(model, "referenceModel"));
        if (findings.isEmpty()) {
            ask(base, "baseModel");
        }
        if (findings.isEmpty() && base.servingMode() == ServingMode.PROVISIONED_THROUGHPUT) {
            modelUnits(base);
        }
        if (settings.keepEndpoint() && base.servingMode() == ServingMode.PROVISIONED_THROUGHPUT) {
            notes.add("keepEndpoint keeps Provisioned Throughput, which is billed by the hour until you delete it.");
        }
        findings.addAll(new BucketPreflight(run).look());
        if (findings.isEmpty()) {
            notes.addAll(new DataHandling(run.platform()).notes());
        }
        return new Outcome(List.copyOf(findings), List.copyOf(notes));
    }

    private void lifecycle(Model model, String setting) {
        if (model.lifecycle().endedBy(today) && !allowed.endOfLife()) {
            refuse(
                    "model-end-of-life",
                    setting,
                    model.name() + " reached its end of life on "
                            + model.lifecycle().endOfLife().orElseThrow() + ": requests to it fail.",
                    successor(model) + " With private access to it, deploy the stack with allowEndOfLifeModels.");
        } else if (model.lifecycle().legacyBy(today)) {
            String since = model.name() + " is in Legacy since "
                    + model.lifecycle().legacy().orElseThrow() + ".";
            if (setting.equals("baseModel")
                    && model.servingMode() == ServingMode.PROVISIONED_THROUGHPUT
                    && !allowed.endOfLife()) {
                refuse(
                        "model-legacy",
                        setting,
                        since
                                + " New Provisioned Throughput is refused for it, so a fine-tuned one could not be served.",
                        successor(model));
            } else {
                notes.add(since + " " + successor(model));
            }
        }
    }

    private void ask(Model model, String setting) {
        try {
            FoundationModelDetails details = run.platform()
                    .aws()
                    .bedrock()
                    .getFoundationModel(r -> r.modelIdentifier(model.id()))
                    .modelDetails();
            FoundationModelLifecycle lifecycle = details == null ? null : details.modelLifecycle();
            if (lifecycle != null && lifecycle.endOfLifeTime() != null && !allowed.endOfLife()) {
                Instant end = lifecycle.endOfLifeTime();
                if (!end.isAfter(run.platform().clock().instant())) {
                    refuse(
                            "model-end-of-life",
                            setting,
                            "Bedrock says that " + model.name() + " ended on " + end + ".",
                            successor(model));
                } else {
                    notes.add("Bedrock says that " + model.name() + " will end on " + end + ". " + successor(model));
                }
            }
        } catch (ResourceNotFoundException e) {
            refuse(
                    "model-not-offered",
                    setting,
                    "Bedrock does not offer " + model.id() + " in " + allowed.region() + ".",
                    "Ask for access to it in the Bedrock console, or choose another base model.");
        } catch (RuntimeException e) {
            RuntimeException failure = Failures.of(e);
            if (!(failure instanceof PermanentFailure)) {
                throw failure;
            }
            notes.add("Whether Bedrock still offers " + model.name() + " could not be looked up: "
                    + failure.getMessage());
        }
    }

    /** Without model units training would be paid for and its model could not be served. */
    private void modelUnits(Model model) {
        Quota quota = Catalogue.load().modelUnits();
        if (run.platform().variable("FT_WITHOUT_SERVICE_QUOTAS").isPresent()) {
            notes.add("Whether the account has model units for " + model.name() + " was not looked up, since Service"
                    + " Quotas has no VPC endpoint: see quota " + quota.code() + " (" + quota.name() + ").");
            return;
        }
        try {
            double units = run.platform()
                    .aws()
                    .serviceQuotas()
                    .getServiceQuota(r -> r.serviceCode("bedrock").quotaCode(quota.code()))
                    .quota()
                    .value();
            if (units < 1) {
                refuse(
                        "no-model-units",
                        "baseModel",
                        model.name()
                                + " is served by Provisioned Throughput alone, and the account has no model unit for"
                                + " it.",
                        "Ask for quota " + quota.code() + " (" + quota.name()
                                + ") in the Service Quotas console, which can"
                                + " take days, or choose a base model that is served on demand.");
            }
        } catch (RuntimeException e) {
            RuntimeException failure = Failures.of(e);
            if (!(failure instanceof PermanentFailure)) {
                throw failure;
            }
            notes.add("The account's model units could not be looked up: " + failure.getMessage());
        }
    }

    private static String successor(Model model) {
        return model.lifecycle().successor().map(id -> "Move to " + id + ".").orElse("Choose another model.");
    }

    private void refuse(String rule, String setting, String message, String remedy) {
        findings.add(new Finding(rule, Severity.ERROR, "run.json", null, null, setting, message, remedy));
    }
}
