package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All openings in templates, and the parts of the templates that could not be read. Every resource policy is searched
 * for principals outside the account, and every other property is searched for names outside the account.
 *
 * @param account the account ID; a substitute if the templates do not contain it
 * @param openings the openings, in the order of the templates
 */
public record Openings(String account, List<Opening> openings, List<Unread> unread) {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Rules",
            "Resources",
            "Outputs");
    private static final Pattern ASSETS = Pattern.compile(
            "https://s3\\.[a-z0-9-]+\\.amazonaws\\.com/cdk-[a-z0-9]+-assets-(\\d{12})-[a-z0-9-]+/[^/?#]+");
    /**
     * The maximum number of resources in a template.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation
     *     quotas</a>
     */
    private static final int MOST_RESOURCES = 500;
    /** The maximum number of stacks, including all combinations of conditions. */
    private static final int MOST_STACKS = 200;

    private static final String NESTED = "AWS::CloudFormation::Stack";

    public Openings {
        openings = List.copyOf(openings);
        unread = List.copyOf(unread);
    }

    /** Returns whether the number of resources in a template is within the CloudFormation limit. */
    public static boolean canBeDeployed(StackTemplate template) {
        return template.json().path("Resources").size() <= MOST_RESOURCES;
    }

    /** Returns whether everything was read and there are no openings. */
    public boolean none() {
        return openings.isEmpty() && unread.isEmpty();
    }

    /**
     * Reads the templates of one account.
     *
     * @param account the account ID; null to derive it from the templates
     */
    public static Openings of(List<StackTemplate> templates, @Nullable String account) {
        return of(templates, templates, account);
    }

    /**
     * Reads some of the templates of an app.
     *
     * @param exporting the templates whose exports the templates can import
     * @param account the account ID; null to derive it from the templates
     */
    public static Openings of(List<StackTemplate> templates, List<StackTemplate> exporting, @Nullable String account) {
        String id = account != null ? account : AccountOfTemplates.of(templates);
        Findings findings = new Findings();
        UnaryOperator<String> exports = new Exports(exporting, id);
        List<Stack> stacks = new ArrayList<>();
        for (StackTemplate template : templates) {
            read(template, id, Map.of(), exports, stacks, findings);
        }
        Map<StackTemplate, OwnNames> named = new IdentityHashMap<>();
        stacks.forEach(stack -> named.computeIfAbsent(stack.template(), absent -> new OwnNames())
                .collect(stack.template().region(), stack.resources()));
        for (Stack stack : stacks) {
            read(stack, own(stack, named, id), findings);
        }
        return new Openings(id, findings.openings(), findings.unread());
    }

    /**
     * Returns the account of a stack. A bucket that is in the stack only under other conditions can belong to anyone.
     */
    private static OwnAccount own(Stack stack, Map<StackTemplate, OwnNames> named, String account) {
        OwnNames names = new OwnNames();
        names.collect(stack.template().region(), stack.resources());
        named.forEach((template, others) -> {
            if (template != stack.template()) {
                names.add(others);
            }
        });
        return names.of(account);
    }

    private static void read(Stack stack, OwnAccount own, Findings findings) {
        Walk walk = new Walk(own, findings);
        Reading.Context context = new Reading.Context(own, stack.resources(), findings);
        for (StackResource resource : stack.resources()) {
            resource(resource, stack, walk, context);
        }
        JsonNode mappings = stack.template().json().path("Mappings");
        walk.through(new StackResource(stack.template().name(), "Mappings", "", "", "", mappings));
    }

    /** A stack that is resolved for one combination of its conditions. */
    private record Stack(StackTemplate template, List<StackResource> resources) {}

    private static void read(
            StackTemplate template,
            String account,
            Map<String, String> parameters,
            UnaryOperator<String> exports,
            List<Stack> stacks,
            Findings findings) {
        template.json().fieldNames().forEachRemaining(section -> {
            if (!SECTIONS.contains(section)) {
                findings.unread(template.name() + "/" + section, "this section of the template is not supported");
            }
        });
        Macros.tell(template, findings);
        if (!canBeDeployed(template) || stacks.size() > MOST_STACKS) {
            findings.unread(template.name(), "it exceeds the limits of CloudFormation, or has too many conditions");
            return;
        }
        if (ConditionChoices.tooMany(template.json())) {
            findings.unread(template.name(), "it has too many conditions to combine");
            return;
        }
        for (Map<String, Boolean> choice : ConditionChoices.of(template.json())) {
            StackReader reader = new StackReader(template, account, choice, parameters, exports);
            List<StackResource> resources = reader.resources();
            stacks.add(new Stack(template, resources));
            for (StackResource resource : resources) {
                StackTemplate nested = template.nested().get(resource.logicalId());
                if (resource.type().equals(NESTED) && nested != null) {
                    read(nested, account, reader.parametersOf(resource), exports, stacks, findings);
                }
            }
        }
    }

    private static void resource(StackResource resource, Stack stack, Walk walk, Reading.Context context) {
        if (resource.type().equals(NESTED)) {
            String url = resource.property("TemplateURL").asText();
            Matcher assets = ASSETS.matcher(url);
            boolean own = assets.matches() && context.account().isOwn(assets.group(1));
            walk.besides(resource, Set.of("TemplateURL", "Parameters"));
            if (!stack.template().nested().containsKey(resource.logicalId())) {
                context.unread(resource, "the template of the nested stack is missing");
            } else if (!own) {
                context.unread(resource, "its TemplateURL " + url + " might refer to a different template");
            }
            return;
        }
        JsonNode properties = resource.properties();
        if (!properties.isObject() && !properties.isMissingNode()) {
            context.unread(resource, "its properties are " + properties.asText());
            return;
        }
        KnownTypes.read(resource, context);
        walk.through(resource);
    }
}
