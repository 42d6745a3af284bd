package io.github.bedrockfinetuning.local.assumptions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that this software relies on AWS to do. */
public final class Assumptions {
    private Assumptions() {}

    /** By what they are about, in the order of a run. */
    public static Map<String, List<Assumption>> bySubject() {
        Map<String, List<Assumption>> subjects = new LinkedHashMap<>();
        subjects.put("From an upload to a run", UploadAssumptions.ALL);
        subjects.put("Models and the account", ModelAssumptions.ALL);
        subjects.put("Fine-tuning jobs", JobAssumptions.ALL);
        subjects.put("Deployments and Provisioned Throughput", ServingAssumptions.ALL);
        subjects.put("Questions to models", AnsweringAssumptions.ALL);
        subjects.put("Promotion", PromotionAssumptions.ALL);
        subjects.put("The workflow", WorkflowAssumptions.ALL);
        subjects.put("Functions and schedules", FunctionAssumptions.ALL);
        subjects.put("Objects and buckets", StorageAssumptions.ALL);
        subjects.put("Keys", KeyAssumptions.ALL);
        subjects.put("Metrics, alarms and notifications", MonitoringAssumptions.ALL);
        subjects.put("The stack", StackAssumptions.ALL);
        subjects.put("Networks", NetworkAssumptions.ALL);
        subjects.put("The command line", CommandLineAssumptions.ALL);
        subjects.put("The experiments", ExperimentAssumptions.ALL);
        return Collections.unmodifiableMap(subjects);
    }

    public static List<Assumption> all() {
        return bySubject().values().stream().flatMap(List::stream).toList();
    }
}
