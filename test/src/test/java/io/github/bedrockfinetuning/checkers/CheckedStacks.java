package io.github.bedrockfinetuning.checkers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.app.FineTuningStack;
import io.github.bedrockfinetuning.constructs.DataStoreProps;
import io.github.bedrockfinetuning.constructs.EvidenceProps;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import io.github.bedrockfinetuning.constructs.NetworkProps;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.HIPAASecurityChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.NagPackProps;
import io.github.cdklabs.cdknag.NagReportFormat;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.IConstruct;

/**
 * The stack with default settings and with each option that changes its resources. The stacks are synthesized once with
 * cdk-nag for all checkers of a build.
 */
final class CheckedStacks {
    /** The stack of the app without settings. */
    static final String DEFAULT = "FineTuning";

    static final List<String> PACKS = List.of("AwsSolutions", "NIST.800.53.R5", "PCI.DSS.321", "HIPAA.Security");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Consumer<Stack>> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("Imported", CheckedStacks::imported);
        OPTIONS.put("Isolated", CheckedStacks::isolated);
        OPTIONS.put("Evidence", CheckedStacks::evidence);
        OPTIONS.put("Given", CheckedStacks::given);
    }

    private static Path out;

    private CheckedStacks() {}

    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(DEFAULT));
        names.addAll(OPTIONS.keySet());
        return names;
    }

    static JsonNode template(String stack) {
        return read(templateFile(stack));
    }

    static Path templateFile(String stack) {
        return assembly().resolve(stack + ".template.json");
    }

    static List<Path> templateFiles() {
        return names().stream().map(CheckedStacks::templateFile).toList();
    }

    /** Returns the report of a rule pack for a stack, with one line per rule and resource. */
    static JsonNode report(String pack, String stack) {
        return read(assembly().resolve(pack + "-" + stack + "-NagReport.json")).path("lines");
    }

    private static synchronized Path assembly() {
        if (out == null) {
            out = Stacks.shared("checked stacks", folder -> synthesize(folder, CheckedStacks::all));
        }
        return out;
    }

    private static void all(App app) {
        new FineTuningStack(
                app,
                DEFAULT,
                StackProps.builder().build(),
                FineTuningWorkflowProps.builder().build());
        OPTIONS.forEach((name, content) -> content.accept(new Stack(
                app,
                name,
                StackProps.builder()
                        .env(Environment.builder().region("us-east-1").build())
                        .build())));
    }

    /** Synthesizes an app with the rule packs of cdk-nag. Their reports are in the same folder as the templates. */
    static Path synthesize(Path out, Consumer<App> content) {
        App app = new App(AppProps.builder()
                .outdir(out.toString())
                .analyticsReporting(false)
                .context(Map.of("aws:cdk:enable-path-metadata", true))
                .build());
        content.accept(app);
        look(app);
        app.synth();
        return out;
    }

    private static void look(IConstruct app) {
        NagPackProps reports = NagPackProps.builder()
                .reports(true)
                .reportFormats(List.of(NagReportFormat.JSON))
                .build();
        Aspects.of(app).add(new AwsSolutionsChecks(reports));
        Aspects.of(app).add(new NIST80053R5Checks(reports));
        Aspects.of(app).add(new PCIDSS321Checks(reports));
        Aspects.of(app).add(new HIPAASecurityChecks(reports));
    }

    /** Adds imported buckets and keys, and models in other Regions. */
    private static void imported(Stack stack) {
        new FineTuningWorkflow(
                stack,
                "Workflow",
                FineTuningWorkflowProps.builder()
                        .allowCrossRegionInference(true)
                        .dataStore(DataStoreProps.builder()
                                .datasetsBucket(Bucket.fromBucketName(stack, "Datasets", "their-datasets"))
                                .dataKey(Key.fromKeyArn(stack, "Key", keyArn("data")))
                                .modelKey(Key.fromKeyArn(stack, "ModelKey", keyArn("models")))
                                .build())
                        .build());
    }

    /** Places functions and jobs in a network, from which they send events. */
    private static void isolated(Stack stack) {
        new FineTuningWorkflow(
                stack,
                "Workflow",
                FineTuningWorkflowProps.builder()
                        .network(NetworkProps.builder().build())
                        .publishEvents(true)
                        .build());
    }

    /** Locks results and records object access. */
    private static void evidence(Stack stack) {
        EvidenceProps evidence = EvidenceProps.builder()
                .lockResults(ObjectLockRetention.compliance(Duration.days(365)))
                .dataEvents(true)
                .build();
        new FineTuningWorkflow(
                stack,
                "Workflow",
                FineTuningWorkflowProps.builder()
                        .dataStore(DataStoreProps.builder().evidence(evidence).build())
                        .build());
    }

    /**
     * Uses a key, topics, and a permissions boundary of the stack's owner, sets the names and the retention of log
     * groups, and turns off access logs and the dashboard.
     */
    private static void given(Stack stack) {
        EvidenceProps none = EvidenceProps.builder().withoutAccessLogs(true).build();
        Key key = Key.Builder.create(stack, "Key").enableKeyRotation(true).build();
        PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "developers"));
        new FineTuningWorkflow(
                stack,
                "Workflow",
                FineTuningWorkflowProps.builder()
                        .withoutDashboard(true)
                        .notificationTopic(topic(stack, "Approvals", key))
                        .alarmTopic(topic(stack, "Alarms", key))
                        .logGroupPrefix("/analytics/fine-tuning")
                        .logRetention(RetentionDays.FIVE_YEARS)
                        .concurrentBatches(20)
                        .tags(Map.of("team", "analytics"))
                        .dataStore(DataStoreProps.builder()
                                .encryptionKey(key)
                                .evidence(none)
                                .build())
                        .build());
    }

    private static Topic topic(Stack stack, String id, Key key) {
        return Topic.Builder.create(stack, id).masterKey(key).enforceSsl(true).build();
    }

    private static String keyArn(String id) {
        return "arn:aws:kms:us-east-1:111122223333:key/" + id;
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
