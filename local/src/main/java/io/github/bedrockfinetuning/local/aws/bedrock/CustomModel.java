package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.models.LocalModel;
import java.time.Instant;

/** The custom model of a completed fine-tuning job. */
record CustomModel(String arn, String name, Instant created, CustomizationJob job, LocalModel model)
        implements Page.Listed {

    @Override
    public String status() {
        return "Active";
    }

    Model base() {
        return job.base();
    }

    ObjectNode describe() {
        ObjectNode view = Json.object()
                .put("modelArn", arn)
                .put("modelName", name)
                .put("jobName", job.name())
                .put("jobArn", job.arn())
                .put("baseModelArn", job.baseArn())
                .put("customizationType", "FINE_TUNING")
                .put("creationTime", created.toString())
                .put("modelStatus", status());
        for (String same : new String[] {"hyperParameters", "trainingDataConfig", "outputDataConfig"}) {
            if (job.request().has(same)) {
                view.set(same, job.request().get(same));
            }
        }
        if (job.request().has("validationDataConfig")) {
            view.set("validationDataConfig", job.request().get("validationDataConfig"));
        }
        if (job.kmsKeyArn() != null) {
            view.put("modelKmsKeyArn", job.kmsKeyArn());
        }
        job.metrics(view);
        return view;
    }

    ObjectNode summarize(String account) {
        return Json.object()
                .put("modelArn", arn)
                .put("modelName", name)
                .put("creationTime", created.toString())
                .put("baseModelArn", job.baseArn())
                .put("baseModelName", job.base().name())
                .put("customizationType", "FINE_TUNING")
                .put("ownerAccountId", account)
                .put("modelStatus", status());
    }
}
