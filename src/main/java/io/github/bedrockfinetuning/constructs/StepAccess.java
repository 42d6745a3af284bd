package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.BedrockAccess;
import io.github.bedrockfinetuning.constructs.internal.Existing;
import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.constructs.internal.Step;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/**
 * The permissions of each step: exactly the calls that its handler makes, each restricted to the narrowest resources
 * that AWS supports for it.
 */
final class StepAccess {
    private static final String STAGED = Prefixes.STAGED + "*";
    private static final String RUNS = Prefixes.RUNS + "*";
    private static final String REPORTS = Prefixes.REPORTS + "*";
    /**
     * The answers from models that were not created by a run. Later runs with the same questions reuse these answers.
     */
    private static final String EARLIER = Prefixes.ANSWERS + "*";
    /** The reasons that uploads did not start a run. */
    private static final String RESPONSES = Prefixes.NOT_STARTED + "*";

    /**
     * The permissions on a custom model's key that are required to create the model, a deployment of it, or
     * Provisioned Throughput for it. For deployments, AWS only documents that the key must be usable, so they get the
     * permissions for creating a model.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html">Encryption of
     *     custom models</a>
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a
     *     custom model for on-demand inference</a>
     */
    static final List<String> ENCRYPT_MODELS =
            List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey", "kms:CreateGrant");

    /**
     * The permissions on a custom model's key that are required to invoke the model. The general page lists only
     * Decrypt, but the page on Amazon Nova lists both.
     *
     * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/customize-fine-tune-encrypt.html">Encryption of
     *     Amazon Nova model customization jobs and artifacts</a>
     */
    static final List<String> INVOKE_MODELS = List.of("kms:Decrypt", "kms:GenerateDataKey");

    private static final int ADDRESS = 8;

    private final DataStore store;
    private final Stack stack;
    private final StoreAccess data;
    private final IBucket datasets;
    private final IBucket results;
    private final IKey dataKey;
    private final IKey modelKey;
    private final BedrockAccess bedrock;
    private final ImportedBuckets imported;
    private final boolean isolated;

    /**
     * Creates the permissions.
     *
     * @param isolated whether the steps are in a network from which Service Quotas cannot be reached
     */
    public StepAccess(DataStore store, BedrockAccess bedrock, boolean isolated) {
        this.isolated = isolated;
        this.store = store;
        stack = Stack.of(store);
        data = new StoreAccess(store);
        datasets = store.getDatasets();
        results = store.getResults();
        dataKey = store.getDataKey();
        modelKey = store.getModelKey();
        this.bedrock = bedrock;
        imported = new ImportedBuckets(store);
    }

    /** Grants every step its permissions. */
    public void grantAll(
            Function<Step, StepFunction> steps,
            CustomizationRole customization,
            WorkflowTopics topics,
            StateMachine machine,
            String parameterPrefix) {
        prepareDataset(steps.apply(Step.PREPARE_DATASET), parameterPrefix);
        askApproval(steps.apply(Step.ASK_APPROVAL));
        startTraining(steps.apply(Step.START_TRAINING), customization);
        checkTraining(steps.apply(Step.CHECK_TRAINING));
        answerBatch(steps.apply(Step.ANSWER_BATCH));
        startServing(steps.apply(Step.START_SERVING));
        checkServing(steps.apply(Step.CHECK_SERVING));
        stopServing(steps.apply(Step.STOP_SERVING));
        judgeBatch(steps.apply(Step.JUDGE_BATCH));
        evaluate(steps.apply(Step.EVALUATE));
        promote(steps.apply(Step.PROMOTE), parameterPrefix);
        tell(steps.apply(Step.TELL));
        cleanUp(steps.apply(Step.CLEAN_UP));
        cleanUp(steps.apply(Step.CLEAN_UP_AFTER_END));
        sweep(steps.apply(Step.SWEEP), machine);
        endRuns(steps.apply(Step.END_RUNS), machine);
        Step.toldOfTopic().forEach(step -> publish(steps.apply(step), topics));
        startRun(steps.apply(Step.START_RUN), machine);
        follow(steps.apply(Step.CLEAN_UP_AFTER_END), machine);
        follow(steps.apply(Step.SWEEP), machine);
        follow(steps.apply(Step.END_RUNS), machine);
    }

    /** @param parameters the prefix of the parameters of promoted models */
    private void prepareDataset(StepFunction step, String parameters) {
        step.allow(
                data.read("DropsAndStaged", datasets, Prefixes.INBOX + "*", STAGED),
                data.list("AbsentDrops", datasets, Prefixes.INBOX + "*", STAGED),
                data.write("Stage", datasets, STAGED),
                data.read("ReadRecord", results, RUNS, REPORTS),
                data.list("AbsentRecord", results, RUNS, REPORTS, EARLIER),
                data.write("Record", results, RUNS, REPORTS),
                data.encrypt(),
                bedrock.lookUpDataHandling(),
                Statements.allow(
                        "PromotedBefore", List.of("ssm:GetParameter"), List.of(parameters(stack, parameters))));
        step.allow(bedrock.lookUpModels());
        if (!isolated) {
            step.allow(bedrock.lookUpQuotas(), bedrock.countInUse());
        }
        step.allow(imported.reads());
    }

    private void askApproval(StepFunction step) {
        readRecords(step);
        step.allow(data.write("Approval", results, Prefixes.RUNS + "*/" + FileNames.APPROVAL), data.encrypt());
    }

    private void startTraining(StepFunction step, CustomizationRole customization) {
        step.allow(data.read("Records", results, RUNS));
        step.allow(
                data.decrypt(),
                bedrock.fineTuneModels(),
                bedrock.createJobs(),
                bedrock.tagJobs(),
                bedrock.watchJobs(),
                Statements.allow(
                        "PassCustomizationRole",
                        List.of("iam:PassRole"),
                        List.of(customization.role().getRoleArn()),
                        Map.of("StringEquals", Map.of("iam:PassedToService", "bedrock.amazonaws.com"))));
        onModelKey(step.getRole(), "AskForModels", ENCRYPT_MODELS, step::allow);
        onModelKey(customization.role(), "BuildModels", ENCRYPT_MODELS, customization::allow);
    }

    private void checkTraining(StepFunction step) {
        step.allow(
                data.read("RecordsAndLosses", results, RUNS, Prefixes.JOBS + "*"),
                data.list("ListLosses", results, RUNS, Prefixes.JOBS + "*"));
        writeRecords(step);
        step.allow(bedrock.watchJobs());
    }

    private void answerBatch(StepFunction step) {
        step.allow(
                data.read("Questions", datasets, STAGED),
                data.read("RecordsAndAnswers", results, RUNS, EARLIER),
                data.list("AbsentRecords", results, RUNS, EARLIER),
                data.write("WriteRecords", results, RUNS, EARLIER),
                data.encrypt());
        step.allow(bedrock.invokeServed());
        bedrock.invokeModels().forEach(step::allow);
        onModelKey(step.getRole(), "UseModels", INVOKE_MODELS, step::allow);
    }

    private void startServing(StepFunction step) {
        step.allow(data.read("Records", results, RUNS));
        writeRecords(step);
        step.allow(bedrock.createServing(), bedrock.tagServing(), bedrock.watchServing());
        onModelKey(step.getRole(), "ServeModels", ENCRYPT_MODELS, step::allow);
    }

    private void checkServing(StepFunction step) {
        step.allow(data.read("Records", results, RUNS));
        step.allow(data.decrypt(), bedrock.watchServing());
    }

    private void stopServing(StepFunction step) {
        checkServing(step);
        step.allow(bedrock.deleteServing());
    }

    private void judgeBatch(StepFunction step) {
        step.allow(data.read("Questions", datasets, STAGED));
        readRecords(step);
        writeRecords(step);
        bedrock.invokeModels().forEach(step::allow);
    }

    private void evaluate(StepFunction step) {
        step.allow(
                data.read("Questions", datasets, STAGED),
                data.read("RecordsAndReports", results, RUNS, REPORTS),
                data.list("AbsentRecords", results, RUNS, REPORTS),
                data.write("Report", results, RUNS, REPORTS),
                data.encrypt());
    }

    /** @param parameters the prefix of the parameters of promoted models */
    private void promote(StepFunction step, String parameters) {
        readRecords(step);
        writeRecords(step);
        step.allow(Statements.allow(
                "StableNames",
                List.of("ssm:GetParameter", "ssm:PutParameter"),
                List.of(parameters(stack, parameters))));
    }

    private void tell(StepFunction step) {
        step.allow(
                data.read("RecordsAndReports", results, RUNS, REPORTS),
                data.list("AbsentRecords", results, RUNS, REPORTS));
        writeRecords(step);
    }

    private void cleanUp(StepFunction step) {
        readRecords(step);
        writeRecords(step);
        remove(step);
    }

    private void sweep(StepFunction step, StateMachine machine) {
        readRecords(step);
        writeRecords(step);
        step.allow(bedrock.listAll(), bedrock.listTags(), listExecutions(machine));
        remove(step);
    }

    private void endRuns(StepFunction step, StateMachine machine) {
        readRecords(step);
        writeRecords(step);
        step.allow(
                bedrock.listAll(),
                bedrock.listTags(),
                listExecutions(machine),
                Statements.allow("StopExecutions", List.of("states:StopExecution"), List.of(executions(machine))));
        remove(step);
    }

    private static PolicyStatement listExecutions(StateMachine machine) {
        return Statements.allow(
                "ListExecutions", List.of("states:ListExecutions"), List.of(machine.getStateMachineArn()));
    }

    private void remove(StepFunction step) {
        step.allow(bedrock.watchJobs(), bedrock.stopJobs(), bedrock.watchServing(), bedrock.deleteServing());
    }

    /**
     * Allows reading records. Includes listing, because without it, S3 does not report that an object does not exist.
     */
    private void readRecords(StepFunction step) {
        step.allow(data.read("Records", results, RUNS), data.list("AbsentRecords", results, RUNS));
    }

    private void writeRecords(StepFunction step) {
        step.allow(data.write("WriteRecords", results, RUNS), data.encrypt());
    }

    private void publish(StepFunction step, WorkflowTopics topics) {
        step.allow(Statements.allow(
                "Notify", List.of("sns:Publish"), List.of(topics.notifications().getTopicArn())));
        topics.notificationsKey()
                .ifPresent(key -> step.allow(Statements.allow(
                        "TopicKey",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        List.of(key.getKeyArn()),
                        through("sns"))));
    }

    private void startRun(StepFunction step, StateMachine machine) {
        step.allow(
                data.write("Drops", results, Prefixes.RUNS + "*/" + FileNames.DROP),
                data.write("WriteResponses", results, RESPONSES),
                data.read("Responses", results, RESPONSES),
                data.list("CountResponses", results, RESPONSES),
                data.encrypt(),
                Statements.allow(
                        "StartExecutions", List.of("states:StartExecution"), List.of(machine.getStateMachineArn())));
    }

    private void follow(StepFunction step, StateMachine machine) {
        step.allow(
                Statements.allow("SeeExecutions", List.of("states:DescribeExecution"), List.of(executions(machine))),
                Statements.allow(
                        "ReadExecutions", List.of("kms:Decrypt"), List.of(dataKey.getKeyArn()), through("states")));
    }

    private String executions(StateMachine machine) {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("execution")
                .resourceName(machine.getStateMachineName() + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    /**
     * Adds the statement to the key's own policy, as described in the Bedrock documentation. If the policy cannot be
     * changed because the key is imported, or must not contain the role because the key belongs to another stack,
     * adds the statement to the role's policy instead. The policy of a key that several workflows share has a Sid for
     * each of them.
     */
    private void onModelKey(IRole role, String sid, List<String> actions, Consumer<PolicyStatement> orElse) {
        Map<String, Map<String, String>> throughBedrock = through("bedrock");
        boolean added = Existing.inStackOf(store, modelKey)
                && modelKey.addToResourcePolicy(Statements.allowPrincipal(
                                isNew(modelKey)
                                        ? sid
                                        : sid + store.getNode().getAddr().substring(0, ADDRESS),
                                new ArnPrincipal(role.getRoleArn()),
                                actions,
                                List.of("*"),
                                throughBedrock))
                        .getStatementAdded();
        if (!added) {
            orElse.accept(Statements.allow(sid, actions, List.of(modelKey.getKeyArn()), throughBedrock));
        }
    }

    private boolean isNew(IKey key) {
        return key.getNode().getPath().startsWith(store.getNode().getPath() + "/");
    }

    private Map<String, Map<String, String>> through(String service) {
        return through(stack, service);
    }

    /** Returns the condition that requires a service to make the request on behalf of this account. */
    static Map<String, Map<String, String>> through(Stack stack, String service) {
        return Map.of(
                "StringEquals",
                Map.of(
                        "kms:ViaService",
                        service + "." + stack.getRegion() + ".amazonaws.com",
                        "kms:CallerAccount",
                        stack.getAccount()));
    }

    static String parameters(Stack stack, String prefix) {
        return stack.formatArn(ArnComponents.builder()
                .service("ssm")
                .resource("parameter")
                .resourceName(prefix.substring(1) + "/*")
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
    }
}
