package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Finds macros and unknown attributes of resources. They can change the template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html">Fn::Transform</a>
 */
final class Macros {
    private static final String TRANSFORM = "Fn::Transform";
    private static final List<String> SECTIONS = List.of("Parameters", "Mappings", "Conditions", "Rules", "Outputs");
    private static final Set<String> ATTRIBUTES = Set.of(
            "Type",
            "Properties",
            "Condition",
            "DependsOn",
            "Metadata",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "UpdatePolicy",
            "CreationPolicy");

    private Macros() {}

    static void tell(StackTemplate template, Findings findings) {
        for (String section : SECTIONS) {
            if (!template.json().path(section).findValues(TRANSFORM).isEmpty()) {
                findings.unread(template.name() + "/" + section, "the result of its macro is not in the template");
            }
        }
        template.json().path("Resources").properties().forEach(entry -> {
            JsonNode resource = entry.getValue();
            resource.fieldNames().forEachRemaining(name -> {
                if (!ATTRIBUTES.contains(name)) {
                    findings.unread(
                            template.name() + "/" + entry.getKey(), "its attribute " + name + " is not supported");
                }
            });
        });
    }
}
