package io.github.bedrockfinetuning.local.prove.record;

/**
 * The questions that {@code prove} answers, in order of cost. The documentation refers to an experiment by its
 * {@link #id}, so IDs never change.
 */
public enum Question {
    STACK(
            "stack",
            "Did CloudFormation create every resource, including environment encryption, log delivery, "
                    + "and policy principals?"),
    TEMPLATE(
            "template",
            "Is the deployed template valid, and can its Region rule be evaluated?",
            "a change set that is never executed"),
    DEFINITION(
            "definition",
            "Does every state of the deployed definition continue, retry, and catch errors in the same "
                    + "way as in the local interpreter?"),
    MODELS(
            "models",
            "Which models are available, how can they be invoked, and does this account have access to them?",
            "one short request to each default model"),
    REJECTED_FILE(
            "rejected-file",
            "Do EventBridge, the queue, and StartRun work with customer managed keys, so that the run "
                    + "for an invalid file ends with the status REJECTED?",
            "a file with one line in the inbox, and a run that rejects it"),
    ABORTED_TRAINING(
            "aborted-training",
            "Does a fine-tuning job with tags in the request, a passed role, and grants start, does "
                    + "the Distributed Map work with a customer managed key, and does an abort leave no "
                    + "resources behind?",
            "a run with the smallest dataset and its fine-tuning job, which is aborted during training"),
    TAKEN_JOB_NAME(
            "taken-job-name",
            "Which error occurs if the name of a job has been used before?",
            "nothing if AWS rejects the name, or otherwise a fine-tuning job that is stopped " + "immediately"),
    WHOLE_RUN(
            "whole-run",
            "Can the encrypted custom model be deployed, invoked, and found by its name, and does the "
                    + "run end with a verdict?",
            "a complete run with the smallest dataset: a fine-tuning job, a custom model, and a " + "deployment"),
    TAKEN_DEPLOYMENT_NAME(
            "taken-deployment-name",
            "Which error occurs if the name of a deployment is in use?",
            "an on-demand deployment of the run's custom model, which is deleted afterward"),
    TRAIL("trail", "Which requests from the workflow roles were denied, according to CloudTrail?"),
    DELETED_THROUGHPUT(
            "deleted-throughput",
            "Can Provisioned Throughput be deleted while it is being created?",
            "no-commitment Provisioned Throughput with one model unit, which is deleted immediately"),
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

    /**
     * Returns the description for the confirmation prompt of what the experiment creates, or an empty string if it
     * creates nothing.
     */
    public String makes() {
        return makes;
    }
}
