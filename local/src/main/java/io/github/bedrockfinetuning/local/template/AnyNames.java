package io.github.bedrockfinetuning.local.template;

import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.Locale;
import java.util.Map;

/**
 * Returns the physical names and ARNs of the rehearsal for resources that it simulates, and generated names and ARNs
 * for all other resources.
 */
public final class AnyNames implements Template.Attributes {
    private final PhysicalNames names;
    private final String region;
    private final String account;

    public AnyNames(String stack, String region, String account) {
        this.names = new PhysicalNames(stack, region, account);
        this.region = region;
        this.account = account;
    }

    /** Returns the pseudo parameters of the stack. */
    public Map<String, String> pseudoParameters() {
        return names.pseudoParameters();
    }

    @Override
    public String ref(Resource resource) {
        return names.ref(resource);
    }

    @Override
    public String attribute(Resource resource, String attribute) {
        try {
            return names.attribute(resource, attribute);
        } catch (IllegalArgumentException unknown) {
            return attribute.endsWith("Arn") ? arn(resource) : names.name(resource) + "." + attribute;
        }
    }

    public String arn(Resource resource) {
        try {
            return names.arn(resource);
        } catch (IllegalArgumentException unknown) {
            String[] type = resource.type().split("::");
            String service = type[Math.min(1, type.length - 1)].toLowerCase(Locale.ROOT);
            boolean global = service.equals("iam");
            return "arn:aws:" + service + ":" + (global ? "" : region) + ":" + account + ":"
                    + type[type.length - 1].toLowerCase(Locale.ROOT).replace("managedpolicy", "policy") + "/"
                    + names.name(resource);
        }
    }
}
