package io.github.bedrockfinetuning.constructs.internal;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;
import software.constructs.IConstruct;
import software.constructs.MetadataEntry;

/**
 * Records in the app which workflow uses an existing resource that only one workflow can use. The record is metadata of
 * the app's root, which no template contains.
 */
public final class Owners {
    private static final String TYPE = "bedrock-fine-tuning:owner";
    private static final String SEPARATOR = "\n";

    private Owners() {}

    /**
     * Claims a bucket for a workflow.
     *
     * @throws IllegalArgumentException if another workflow of the app, or another prop of this workflow, uses the bucket
     */
    public static void claim(Construct scope, String prop, IBucket bucket, String reason) {
        claim(scope, prop, identity(scope, bucket), reason);
    }

    /**
     * Claims the endpoints of a VPC for a workflow.
     *
     * @throws IllegalArgumentException if another workflow of the app creates endpoints in the VPC
     */
    public static void claim(Construct scope, IVpc vpc) {
        String id = String.valueOf(Stack.of(scope).resolve(vpc.getVpcId()));
        IConstruct created = vpc.getNode().getDefaultChild();
        claim(
                scope,
                "vpc",
                created != null ? created.getNode().getPath() : environment(scope) + id,
                "A VPC can have only one endpoint with private DNS for each service, and the policies of the endpoints"
                        + " allow only the workflow that creates them. Set withoutEndpoints for both workflows and"
                        + " create endpoints that they share, or specify a VPC for each.");
    }

    private static void claim(Construct scope, String prop, String identity, String reason) {
        String record = identity + SEPARATOR + prop + SEPARATOR + path(scope);
        IConstruct root = scope.getNode().getRoot();
        for (MetadataEntry entry : root.getNode().getMetadata()) {
            if (!TYPE.equals(entry.getType())) {
                continue;
            }
            String[] claimed = String.valueOf(entry.getData()).split(SEPARATOR);
            if (claimed[0].equals(record.split(SEPARATOR)[0])) {
                throw new IllegalArgumentException(prop + " is already the " + claimed[1] + " of "
                        + (claimed[2].equals(path(scope)) ? "the same workflow" : claimed[2]) + ". " + reason);
            }
        }
        root.getNode().addMetadata(TYPE, record);
    }

    private static String path(Construct store) {
        IConstruct workflow = store.getNode().getScope();
        return (workflow == null ? store : workflow).getNode().getPath();
    }

    /**
     * Returns an identifier for a bucket: the path if the app creates the bucket, or otherwise the name, which is
     * globally unique. A name that is known only at deployment can differ between environments and stages.
     */
    private static String identity(Construct scope, IBucket bucket) {
        CfnBucket created = bucket.getNode().getDefaultChild() instanceof CfnBucket made ? made : null;
        String name = created == null ? bucket.getBucketName() : created.getBucketName();
        if (name != null && !Token.isUnresolved(name)) {
            return name;
        }
        if (created != null) {
            return created.getNode().getPath();
        }
        return environment(scope) + Stack.of(scope).resolve(name);
    }

    private static String environment(Construct scope) {
        Stack stack = Stack.of(scope);
        Stage stage = Stage.of(scope);
        return String.join(
                " ",
                stage == null ? "" : stage.getNode().getPath(),
                String.valueOf(stack.resolve(stack.getAccount())),
                String.valueOf(stack.resolve(stack.getRegion())),
                "");
    }
}
