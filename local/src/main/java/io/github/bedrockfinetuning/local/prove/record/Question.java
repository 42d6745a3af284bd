package io.github.bedrockfinetuning.local.prove.record;

/**
 * The questions that {@code prove} answers, in order of cost. The documentation refers to an experiment by its
 * {@link #id}, so IDs never change.
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
            "Does every state of the deployed definition continue, retry and catch errors as in the"
                    + " local interpreter?"),
    MODELS(
            "models",
            "Which models are available, how can they be invoked, and does this account have access to them?",
            "one short request to each default model"),
    REJECTED_FILE(
            "rejected-file",
            "Do EventBridge, the queue and StartRun work with customer managed keys, so that an"
                    + " invalid file ends with REJECTED?",
            "a file with one line in the inbox, and a run that rejects it"),
    ABORTED_TRAINING(
            "aborted-training",
            "Does a fine-tuning job start (tags in the request, passed role, grants), does the"
                    + " Distributed Map work with a customer managed key, and does an abort leave no resources"
                    + " behind?",
            "a run with the smallest dataset and its fine-tuning job, which is aborted during training"),
    TAKEN_JOB_NAME(
            "taken-job-name",
            "Which error occurs if the name of a job was used before?",
            "nothing if AWS rejects the name; otherwise a fine-tuning job, which is stopped immediately"),
    WHOLE_RUN(
            "whole-run",
            "Can the encrypted custom model be deployed, invoked and found by its name, and does the"
                    + " run end with a verdict?",
            "a complete run with the smallest dataset: a fine-tuning job, a custom model and a deployment"),
    TAKEN_DEPLOYMENT_NAME(
            "taken-deployment-name",
            "Which error occurs if the name of a deployment is in use?",
            "an on-demand deployment of the run's custom model, which is deleted afterwards"),
    TRAIL("trail", "Which requests of the workflow roles were denied, according to CloudTrail?"),
    DELETED_THROUGHPUT(
            "deleted-throughput",
            "Can Provisioned Throughput be deleted during its creation?",
            "one model unit of Provisioned Throughput without a commitment, which is deleted immediately"),
    ISOLATED_NETWORK("isolated-network", "Do fine-tuning jobs and functions work in a VPC without internet access?"),
    STACK_DELETION("stack-deletion", "If the stack is deleted during training, do the run and its job end?");

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

    /** Returns the name of the experiment in {@code prove.json} and in the documentation. */
    public String id() {
        return id;
    }

    /** Returns the text of the question. */
    public String text() {
        return text;
    }

    /** Describes for the confirmation prompt what the experiment creates; empty if it creates nothing. */
    public String makes() {
        return makes;
    }
}
