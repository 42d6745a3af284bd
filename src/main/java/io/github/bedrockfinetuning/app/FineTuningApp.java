package io.github.bedrockfinetuning.app;

import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import io.github.bedrockfinetuning.constructs.NetworkProps;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * The CDK app, which contains one stack with one workflow. Context keys, all optional: {@code stackName}, {@code
 * region}, {@code baseModel}, {@code referenceModel} ("none" for none), {@code allowedModels} (separated by commas),
 * {@code allowEndOfLifeModels}, {@code allowCrossRegionInference}, {@code spendingCeiling} (USD), {@code
 * withoutDashboard}, {@code network} ("isolated"), {@code zones} (of that network, separated by commas), {@code tags}
 * ("team=ml,cost-center=42"). Without {@code region} the template fits every Region that can fine-tune.
 */
public final class FineTuningApp {
    private static final String STACK = "FineTuning";

    private static final Set<String> CONTEXT = new TreeSet<>(Set.of(
            "stackName",
            "region",
            "baseModel",
            "referenceModel",
            "allowedModels",
            "allowEndOfLifeModels",
            "allowCrossRegionInference",
            "spendingCeiling",
            "withoutDashboard",
            "network",
            "zones",
            "tags"));
    /** The pattern of this app's context keys. The CDK's own context keys contain a hyphen, a colon, or an at sign. */
    private static final Pattern OURS = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*");

    private FineTuningApp() {}

    public static void main(String[] args) {
        App app = new App();
        try {
            stack(app, null);
        } catch (IllegalArgumentException e) {
            // Control characters and line breaks in a context value must not affect the terminal.
            System.err.println(String.valueOf(e.getMessage()).replaceAll("\\p{C}|[\u2028\u2029]", "?"));
            System.exit(1);
        }
        app.synth();
    }

    /**
     * Synthesizes the same app in this JVM.
     *
     * @param out the directory of the cloud assembly
     * @param region the stack's Region; null to use the Region from the context
     * @param context context keys as on the CDK's command line
     * @return the stack's template
     */
    public static Path synthesize(Path out, String region, Map<String, Object> context) {
        App app = new App(AppProps.builder()
                .outdir(out.toString())
                .context(context)
                .analyticsReporting(false)
                .build());
        FineTuningStack stack = stack(app, region);
        app.synth();
        return out.resolve(stack.getTemplateFile());
    }

    /**
     * Rejects unknown context keys.
     *
     * @throws IllegalArgumentException if there is an unknown key; the message lists all of them
     */
    static void requireKnown(Set<String> keys) {
        Set<String> unknown = new TreeSet<>(keys);
        unknown.removeIf(key -> CONTEXT.contains(key) || !OURS.matcher(key).matches());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The context contains unknown keys: " + String.join(", ", unknown)
                    + ". The supported keys are: " + String.join(", ", CONTEXT) + ".");
        }
    }

    private static FineTuningStack stack(App app, @Nullable String region) {
        if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
            requireKnown(all.keySet().stream().map(String::valueOf).collect(Collectors.toSet()));
        }
        Function<String, String> context = key -> {
            Object value = app.getNode().tryGetContext(key);
            return value == null || value.toString().isBlank()
                    ? null
                    : value.toString().strip();
        };
        String where = region != null ? region : context.apply("region");
        String name = context.apply("stackName");
        return new FineTuningStack(
                app,
                STACK,
                StackProps.builder()
                        .stackName(name == null ? STACK : name)
                        .description("Amazon Bedrock fine-tuning: upload a dataset, get a model and a verdict")
                        .env(
                                where == null
                                        ? null
                                        : Environment.builder().region(where).build())
                        .build(),
                props(context));
    }

    /**
     * Creates the props from the context.
     *
     * @throws IllegalArgumentException if a context value is not valid
     */
    static FineTuningWorkflowProps props(Function<String, String> context) {
        String reference = context.apply("referenceModel");
        boolean none = "none".equalsIgnoreCase(reference);
        String allowed = context.apply("allowedModels");
        return FineTuningWorkflowProps.builder()
                .baseModel(context.apply("baseModel"))
                .referenceModel(none ? null : reference)
                .withoutReferenceModel(none)
                .allowedModels(allowed == null ? null : list(allowed))
                .allowEndOfLifeModels(flag("allowEndOfLifeModels", context))
                .allowCrossRegionInference(flag("allowCrossRegionInference", context))
                .spendingCeiling(amount("spendingCeiling", context))
                .withoutDashboard(flag("withoutDashboard", context))
                .network(network(context.apply("network"), context.apply("zones")))
                .tags(tags(context.apply("tags")))
                .build();
    }

    private static List<String> list(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    /** Parses tags. A value can contain additional equals signs, but a key cannot. */
    private static Map<String, String> tags(@Nullable String value) {
        Map<String, String> tags = new TreeMap<>();
        for (String tag : value == null ? List.<String>of() : list(value)) {
            int equals = tag.indexOf('=');
            if (equals < 1
                    || tags.put(
                                    tag.substring(0, equals).strip(),
                                    tag.substring(equals + 1).strip())
                            != null) {
                throw new IllegalArgumentException("The context key tags is \"" + value
                        + "\". Use KEY=VALUE pairs with unique keys, separated by commas, such as "
                        + "team=ml,cost-center=42.");
            }
        }
        return tags;
    }

    private static @Nullable NetworkProps network(@Nullable String value, @Nullable String zones) {
        if (value != null && !value.equals("isolated")) {
            throw new IllegalArgumentException("The context key network is \"" + value
                    + "\". Set it to isolated, or remove it to run functions and jobs without a VPC.");
        }
        if (value == null && zones != null) {
            throw new IllegalArgumentException("The context key zones is \"" + zones
                    + "\", but the context key network is not set. Set network=isolated, or remove zones.");
        }
        return value == null
                ? null
                : NetworkProps.builder()
                        .zones(zones == null ? null : list(zones))
                        .build();
    }

    private static boolean flag(String key, Function<String, String> context) {
        String value = context.apply(key);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "The context key " + key + " is \"" + value + "\". It must be true or false.");
        }
        return "true".equals(value);
    }

    private static @Nullable BigDecimal amount(String key, Function<String, String> context) {
        String value = context.apply(key);
        try {
            return value == null ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The context key " + key + " is \"" + value + "\". It must be an amount in US dollars.", e);
        }
    }
}
