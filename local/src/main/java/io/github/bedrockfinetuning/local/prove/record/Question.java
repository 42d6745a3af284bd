package io.github.bedrockfinetuning.local.prove.record;

/**
 * What {@code prove} asks a live account, cheapest first. Documents refer to an experiment by its {@link #id}, which
 * therefore never changes.
 */
public enum Question {
    STACK(
            "stack",
            "Did CloudFormation create every resource: environment encryption, log delivery, principals of policies?"),
    TEMPLATE("template", "Is the deployed template valid, and does its Region rule evaluate?"),
    DEFINITION(
            "definition",
            "Does every state of the deployed definition continue, retry and catch as the local interpreter does?"),
    MODELS("models", "Which models are alive, how can they be asked, and may this account use them?"),
    REJECTED_FILE(
            "rejected-file",
            "Do EventBridge, the queue and StartRun work under customer managed keys, so that a bad file ends REJECTED?"),
    ABORTED_TRAINING(
            "aborted-training",
            "Does a fine-tuning job start (tags on request, passed role, grants), does the Distributed Map work under a"
                    + " customer managed key, and does an abort leave nothing behind?"),
    TAKEN_JOB_NAME("taken-job-name", "Which error does a job name give that was used before?"),
    WHOLE_RUN(
            "whole-run",
            "Can the encrypted custom model be deployed, asked and found by name, and does the run end with a verdict?"),
    TAKEN_DEPLOYMENT_NAME("taken-deployment-name", "Which error does a deployment name give that is in use?"),
    TRAIL("trail", "Which calls of the workflow's roles were refused, according to CloudTrail?"),
    DELETED_THROUGHPUT("deleted-throughput", "Can Provisioned Throughput be deleted while it is being created?"),
    ISOLATED_NETWORK("isolated-network", "Do fine-tuning jobs and functions work in a VPC without internet access?"),
    STACK_DELETION("stack-deletion", "Does deleting the stack during training end the run and its job?");

    private final String id;
    private final String text;

    Question(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The experiment's name in {@code prove.json} and in documents. */
    public String id() {
        return id;
    }

    /** The question in words. */
    public String text() {
        return text;
    }
}
