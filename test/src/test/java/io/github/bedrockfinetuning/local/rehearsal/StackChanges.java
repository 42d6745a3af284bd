package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The differences between the template of a deployed stack and another template, and the reasons why CloudFormation
 * refuses to update the stack.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">
 *     Update behaviors of stack resources</a>
 */
final class StackChanges {
    /** The types whose replacement has no effect in a rehearsal, or which are updated as if they were new. */
    private static final Set<String> REPLACEABLE = Set.of(
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::IAM::ManagedPolicy",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::Permission",
            "AWS::Logs::MetricFilter",
            "AWS::S3::BucketPolicy");

    private final Blueprint from;
    private final Blueprint to;
    private final Map<String, Resource> before = new TreeMap<>();
    private final Map<String, Resource> after = new TreeMap<>();

    StackChanges(Blueprint from, Blueprint to) {
        this.from = from;
        this.to = to;
        from.template().resources().forEach(resource -> before.put(resource.logicalId(), resource));
        to.template().resources().forEach(resource -> after.put(resource.logicalId(), resource));
    }

    /** Returns the logical IDs of the resources that exist before and after the update, and that the update changes. */
    List<String> changed() {
        return after.keySet().stream()
                .filter(before::containsKey)
                .filter(id -> !before.get(id).type().equals(after.get(id).type())
                        || !properties(from, before.get(id)).equals(properties(to, after.get(id))))
                .toList();
    }

    /** Returns the reasons why CloudFormation refuses the update, in its words; empty if it performs the update. */
    List<String> refusals() {
        if (from.assembly().template().equals(to.assembly().template())) {
            return List.of("No updates are to be performed.");
        }
        List<String> refusals = new ArrayList<>();
        for (String id : changed()) {
            refusals.addAll(refusals(before.get(id), after.get(id)));
        }
        refusals.addAll(takenNames());
        refusals.addAll(unchangedVersions());
        refusals.addAll(exportsInUse());
        return refusals;
    }

    private List<String> refusals(Resource old, Resource changed) {
        if (!old.type().equals(changed.type())) {
            return List.of("Update of resource type is not permitted. The new template modifies resource type of the"
                    + " following resources: [" + old.logicalId() + "]");
        }
        JsonNode was = properties(from, old);
        JsonNode is = properties(to, changed);
        // The words are from public reports, for example aws-solutions/instance-scheduler-on-aws#140.
        if (!was.path("ServiceToken").equals(is.path("ServiceToken"))) {
            return List.of("Modifying service token is not allowed.");
        }
        List<String> replacing = CreateOnly.properties(old.type()).stream()
                .filter(property -> !was.path(property).equals(is.path(property)))
                .toList();
        if (replacing.isEmpty()) {
            return List.of();
        }
        String name = CreateOnly.name(old.type());
        if (is.has(name) && is.path(name).equals(was.path(name))) {
            return List.of(
                    "CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename "
                            + is.path(name).asText() + " and update the stack again.");
        }
        if (!REPLACEABLE.contains(old.type()) && to.assembly().isOfWorkflow(old.logicalId()) && !was.has(name)) {
            throw new IllegalArgumentException("The update replaces " + old.logicalId() + " (" + old.type()
                    + "), because it changes " + String.join(", ", replacing)
                    + ". The rehearsal does not simulate this replacement.");
        }
        return List.of();
    }

    /** A new resource is created before removed resources are deleted, so it cannot have the name of one of these. */
    private List<String> takenNames() {
        Map<String, String> taken = new TreeMap<>();
        before.values().forEach(old -> {
            JsonNode name = properties(from, old).path(CreateOnly.name(old.type()));
            if (name.isTextual()) {
                taken.put(old.type() + " " + name.textValue(), old.logicalId());
            }
        });
        List<String> refusals = new ArrayList<>();
        after.values().forEach(created -> {
            JsonNode name = properties(to, created).path(CreateOnly.name(created.type()));
            String owner = taken.get(created.type() + " " + name.asText());
            if (name.isTextual() && owner != null && !owner.equals(created.logicalId())) {
                refusals.add("Resource of type '" + created.type() + "' with identifier '" + name.textValue()
                        + "' already exists.");
            }
        });
        return refusals;
    }

    /**
     * Lambda does not publish a version if nothing has changed since the last version.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">PublishVersion</a>
     * @see <a href="https://github.com/serverless/serverless/issues/8251">The words of CloudFormation</a>
     */
    private List<String> unchangedVersions() {
        return after.values().stream()
                .filter(version -> version.type().equals("AWS::Lambda::Version"))
                .filter(version -> !before.containsKey(version.logicalId()))
                .filter(version -> {
                    String id = version.properties()
                            .path("FunctionName")
                            .path("Ref")
                            .asText();
                    return hasVersion(id) && properties(from, before.get(id)).equals(properties(to, after.get(id)));
                })
                .map(version -> version.logicalId() + " - A version for this Lambda function exists. Modify the"
                        + " function to create a new version.")
                .toList();
    }

    private boolean hasVersion(String function) {
        return before.values().stream()
                .filter(version -> version.type().equals("AWS::Lambda::Version"))
                .anyMatch(version -> version.properties()
                        .path("FunctionName")
                        .path("Ref")
                        .asText()
                        .equals(function));
    }

    /**
     * An export that another stack imports can neither be removed nor changed.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html">Exported
     *     stack outputs</a>
     */
    private List<String> exportsInUse() {
        Map<String, String> offered = exports(from);
        Map<String, String> kept = exports(to);
        List<String> refusals = new ArrayList<>();
        for (Surroundings.Other other : to.assembly().surroundings().others()) {
            Set<String> imported = new TreeSet<>();
            other.template().findValues("Fn::ImportValue").forEach(name -> imported.add(name.asText()));
            for (String name : imported) {
                if (offered.containsKey(name) && !offered.get(name).equals(kept.get(name))) {
                    refusals.add("Export " + name + " cannot be "
                            + (kept.containsKey(name) ? "updated" : "deleted") + " as it is in use by "
                            + other.stackName());
                }
            }
        }
        return refusals;
    }

    private static Map<String, String> exports(Blueprint blueprint) {
        Template template = blueprint.template();
        Map<String, String> exports = new TreeMap<>();
        blueprint.assembly().template().path("Outputs").properties().forEach(output -> {
            JsonNode name = output.getValue().at("/Export/Name");
            if (!name.isMissingNode()) {
                exports.put(
                        template.text(name), template.output(output.getKey()).orElse(""));
            }
        });
        return exports;
    }

    private static JsonNode properties(Blueprint blueprint, Resource resource) {
        return blueprint.template().properties(resource);
    }
}
