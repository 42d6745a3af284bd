package io.github.bedrockfinetuning.constructs.internal;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The role of PrepareDataset, which is specified in the policy of the datasets bucket. If another stack of the app
 * creates the bucket, a reference to the role would make the stacks depend on each other. The role then has a name
 * that both stacks derive from the construct's path and the Region. A condition can name a role that does not exist
 * yet.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Condition key
 *     aws:PrincipalArn</a>
 */
public final class StagerRole {
    /**
     * The maximum length of the name without the Region: the maximum length of a role name (64), minus the length of
     * the longest Region name and a hyphen.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
     */
    private static final int LENGTH = 64 - 15 - 1;

    private static final String SUFFIX = "Stager";

    private StagerRole() {}

    /** Returns the name that the role must have, or null if CloudFormation can generate it. */
    public static @Nullable String name(Construct store, IBucket datasets) {
        if (!StoreParts.isOwn(datasets) || Existing.inStackOf(store, datasets)) {
            return null;
        }
        return Names.uniqueResourceName(
                        store,
                        UniqueResourceNameOptions.builder()
                                .maxLength(LENGTH - SUFFIX.length() - 1)
                                .separator("-")
                                .build())
                + "-" + SUFFIX + "-" + Stack.of(store).getRegion();
    }

    /** Returns the ARN of the role for the policy of the bucket. */
    public static String arn(Construct store, IBucket datasets, IRole role) {
        String name = name(store, datasets);
        if (name == null) {
            return role.getRoleArn();
        }
        return Stack.of(datasets)
                .formatArn(ArnComponents.builder()
                        .service("iam")
                        .region("")
                        .resource("role")
                        .resourceName(name)
                        .build());
    }
}
