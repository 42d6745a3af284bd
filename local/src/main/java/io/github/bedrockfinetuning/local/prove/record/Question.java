package io.github.bedrockfinetuning.local.prove.record;

/**
 * The questions that {@code prove} answers, cheapest first. Documents refer to an experiment by its {@link #id}, which
 * therefore never changes.
 */
public enum Question {
    STACK(
            "stack",
            "Did CloudFormation create every resource: environment encryption, log delivery, principals of policies?"),
    TEMPLATE(
            "template",
            "Is the deployed template valid, and does its Region rule evaluate?",
            "a change set that is never executed"),
    DEFINITION(
            "definition",
            "Does every state of the deployed definition continue, retry and catch as the local interpreter does?"),
    MODELS(
            "models",
            "Which models are available, how can they be invoked, and may this account use them?",
            "one short question to each default model"),
    REJECTED_FILE(
            "rejected-file",
            "Do EventBridge, the queue and StartRun work under customer managed keys, so that a bad file ends REJECTED?",
            "a file of one line in the inbox, and a run that rejects it"),
    ABORTED_TRAINING(
            "aborted-training",
            "Does a fine-tuning job start (tags on request, passed role, grants), does the Distributed Map work under a"
                    + " customer managed key, and does an abort leave nothing behind?",
            "a run of the smallest dataset with a fine-tuning job, aborted once training starts"),
    TAKEN_JOB_NAME(
            "taken-job-name",
            "Which error does a job name cause that was used before?",
            "nothing if the name is refused; otherwise a fine-tuning job, which is stopped at once"),
    WHOLE_RUN(
            "whole-run",
            "Can the encrypted custom model be deployed, invoked and found by name, and does the run end with a verdict?",
            "a run of the smallest dataset to its end: a fine-tuning job, a custom model and a deployment"),
    TAKEN_DEPLOYMENT_NAME(
            "taken-deployment-name",
            "Which error does a deployment name cause that is in use?",
            "an on-demand deployment of the run's custom model, deleted afterwards"),
    TRAIL("trail", "Which calls of the workflow's roles were refused, according to CloudTrail?"),
    DELETED_THROUGHPUT(
            "deleted-throughput",
            "Can Provisioned Throughput be deleted while it is being created?",
            "one model unit of Provisioned Throughput without commitment, deleted at once"),
    ISOLATED_NETWORK("isolated-network", "Do fine-tuning jobs and functions work in a VPC without internet access?"),
    STACK_DELETION("stack-deletion", "Does deleting the stack during training end the run and its job?");

    private final String id;
    private final String text;
    private final String makes;

    Question(String id, String text) {
        this(id, text, "");
    }

    Question(String id, String text, String makes) {
        this.id = id;
        this.text = text;
        this.makes = makes;
    }

    /** Returns the experiment's name in {@code prove.json} and in documents. */
    public String id() {
        return id;
    }

    /** Returns the question in words. */
    public String text() {
        return text;
    }

    /**
     * Describes what the experiment creates, for the confirmation prompt; empty if it creates
     * nothing.
     */
    public String makes() {
        return makes;
    }
}
