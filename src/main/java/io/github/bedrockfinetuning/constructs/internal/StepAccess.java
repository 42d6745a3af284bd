package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.constructs.DataStore;
import io.github.bedrockfinetuning.constructs.StepFunction;
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
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** What each step may do: exactly the calls its handler makes, each on the narrowest resources that AWS knows for it. */
public final class StepAccess {
    private static final String RECORD = "runs/*/run.json";

    private final Stack stack;
    private final StoreAccess data;
    private final IBucket datasets;
    private final IBucket results;
    private final IKey dataKey;
    private final IKey modelKey;
    private final BedrockAccess bedrock;

    public StepAccess(DataStore store, BedrockAccess bedrock) {
        stack = Stack.of(store);
        data = new StoreAccess(store);
        datasets = store.getDatasets();
        results = store.getResults();
        dataKey = store.getDataKey();
        modelKey = store.getModelKey();
        this.bedrock = bedrock;
    }

    /** Everything to every step. */
    public void grantAll(
            Function<Step, StepFunction> steps,
            CustomizationRole customization,
            ITopic topic,
            StateMachine machine,
            String parameterPrefix) {
        startRun(steps.apply(Step.START_RUN));
        prepareDataset(steps.apply(Step.PREPARE_DATASET));
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
        sweep(steps.apply(Step.SWEEP));
        Step.toldOfTopic().forEach(step -> publish(steps.apply(step), topic));
        start(steps.apply(Step.START_RUN), machine);
        follow(steps.apply(Step.CLEAN_UP_AFTER_END), machine);
        follow(steps.apply(Step.SWEEP), machine);
    }

    private void startRun(StepFunction step) {
        step.allow(
                data.read("Drops", datasets, "inbox/*"),
                data.list("ListDrops", datasets, "inbox/*"),
                data.write("Records", results, "runs/*"),
                data.encrypt());
    }

    private void prepareDataset(StepFunction step) {
        step.allow(
                data.read("DropsAndStaged", datasets, "inbox/*", "staged/*"),
                data.list("ListDrops", datasets, "inbox/*", "staged/*"),
                data.write("Stage", datasets, "staged/*"),
                data.read("ReadRecord", results, "runs/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("RecordAndReport", results, "runs/*", "reports/*"),
                data.encrypt(),
                Statements.allow("Quotas", List.of("servicequotas:ListServiceQuotas"), List.of("*")));
    }

    private void askApproval(StepFunction step) {
        step.allow(
                data.read("Records", results, "runs/*"),
                data.write("Token", results, "runs/*/approval.json"),
                data.encrypt());
    }

    private void startTraining(StepFunction step, CustomizationRole customization) {
        step.allow(
                data.read("Records", results, "runs/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("WriteRecords", results, "runs/*"),
                data.encrypt(),
                bedrock.createJobs(),
                bedrock.tagJobs(),
                bedrock.watchJobs(),
                bedrock.list("ListJobs", "bedrock:ListModelCustomizationJobs"),
                Statements.allow(
                        "PassCustomizationRole",
                        List.of("iam:PassRole"),
                        List.of(customization.role().getRoleArn()),
                        Map.of("StringEquals", Map.of("iam:PassedToService", "bedrock.amazonaws.com"))));
        List<String> build = List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey", "kms:CreateGrant");
        onModelKey(step.getRole(), "AskForModels", build, step::allow);
        onModelKey(customization.role(), "BuildModels", build, customization::allow);
    }

    private void checkTraining(StepFunction step) {
        step.allow(
                data.read("RecordsAndLosses", results, "runs/*", "jobs/*"),
                data.list("ListLosses", results, "runs/*", "jobs/*"),
                data.write("WriteRecords", results, "runs/*"),
                data.encrypt(),
                bedrock.watchJobs(),
                bedrock.seeModels());
    }

    private void answerBatch(StepFunction step) {
        step.allow(
                data.read("Questions", datasets, "staged/*"),
                data.read("Records", results, "runs/*"),
                data.list("ListAnswers", results, "runs/*"),
                data.write("Answers", results, "runs/*/answers/*"),
                data.encrypt(),
                bedrock.invokeServed());
        bedrock.invokeModels().forEach(step::allow);
        // Bedrock keeps a ciphertext with each model to see whether the caller may use it.
        onModelKey(step.getRole(), "UseModels", List.of("kms:Decrypt"), step::allow);
    }

    private void startServing(StepFunction step) {
        step.allow(
                data.read("Records", results, "runs/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("WriteRecords", results, "runs/*"),
                data.encrypt(),
                bedrock.watchJobs(),
                bedrock.seeModels(),
                bedrock.createServing(),
                bedrock.tagServing(),
                bedrock.watchServing());
    }

    private void checkServing(StepFunction step) {
        step.allow(
                data.read("Records", results, "runs/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("WriteRecords", results, "runs/*"),
                data.encrypt(),
                bedrock.watchServing());
    }

    private void stopServing(StepFunction step) {
        checkServing(step);
        step.allow(bedrock.deleteServing());
    }

    private void judgeBatch(StepFunction step) {
        step.allow(
                data.read("Questions", datasets, "staged/*"),
                data.read("RecordsAndAnswers", results, "runs/*"),
                data.list("ListAnswers", results, "runs/*"),
                data.write("Judgements", results, "runs/*"),
                data.encrypt());
        bedrock.invokeModels().forEach(step::allow);
    }

    private void evaluate(StepFunction step) {
        step.allow(
                data.read("Staged", datasets, "staged/*"),
                data.read("RecordsAndAnswers", results, "runs/*", "jobs/*", "reports/*"),
                data.list("ListAnswers", results, "runs/*", "jobs/*"),
                data.write("Reports", results, "runs/*", "reports/*"),
                data.encrypt());
    }

    /**
     * @param parameters the prefix of the parameters under which promoted models are found
     */
    private void promote(StepFunction step, String parameters) {
        step.allow(
                data.read("Records", results, "runs/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("WriteRecords", results, "runs/*"),
                data.encrypt(),
                bedrock.watchServing(),
                Statements.allow(
                        "StableNames",
                        List.of("ssm:GetParameter", "ssm:PutParameter", "ssm:AddTagsToResource"),
                        List.of(parameters(stack, parameters))));
    }

    private void tell(StepFunction step) {
        step.allow(
                data.read("Records", results, "runs/*", "reports/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("Status", results, "runs/*"),
                data.encrypt(),
                bedrock.watchJobs(),
                bedrock.watchServing());
    }

    private void cleanUp(StepFunction step) {
        step.allow(
                data.read("Records", results, "runs/*"),
                data.list("ListRecords", results, "runs/*"),
                data.write("WriteRecords", results, "runs/*"),
                data.encrypt());
        remove(step);
    }

    private void sweep(StepFunction step) {
        cleanUp(step);
        step.allow(
                bedrock.list(
                        "ListServing",
                        "bedrock:ListModelCustomizationJobs",
                        "bedrock:ListCustomModelDeployments",
                        "bedrock:ListProvisionedModelThroughputs"),
                bedrock.listTags());
    }

    private void remove(StepFunction step) {
        step.allow(bedrock.watchJobs(), bedrock.stopJobs(), bedrock.watchServing(), bedrock.deleteServing());
    }

    private void publish(StepFunction step, ITopic topic) {
        step.allow(
                Statements.allow("Notify", List.of("sns:Publish"), List.of(topic.getTopicArn())),
                Statements.allow(
                        "TopicKey",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        List.of(dataKey.getKeyArn()),
                        through("sns")));
    }

    private void start(StepFunction step, StateMachine machine) {
        step.allow(Statements.allow(
                "StartExecutions", List.of("states:StartExecution"), List.of(machine.getStateMachineArn())));
    }

    private void follow(StepFunction step, StateMachine machine) {
        step.allow(
                Statements.allow(
                        "SeeExecutions",
                        List.of("states:DescribeExecution"),
                        List.of(stack.formatArn(ArnComponents.builder()
                                .service("states")
                                .resource("execution")
                                .resourceName(machine.getStateMachineName() + ":*")
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build()))),
                Statements.allow(
                        "ReadExecutions", List.of("kms:Decrypt"), List.of(dataKey.getKeyArn()), through("states")));
    }

    /** In the key's own policy, as Bedrock documents it; an imported key's cannot be changed, so in the role's there. */
    private void onModelKey(IRole role, String sid, List<String> actions, Consumer<PolicyStatement> orElse) {
        Map<String, Map<String, String>> throughBedrock = through("bedrock");
        boolean added = modelKey.addToResourcePolicy(Statements.allowPrincipal(
                        sid, new ArnPrincipal(role.getRoleArn()), actions, List.of("*"), throughBedrock))
                .getStatementAdded();
        if (!added) {
            orElse.accept(Statements.allow(sid, actions, List.of(modelKey.getKeyArn()), throughBedrock));
        }
    }

    private Map<String, Map<String, String>> through(String service) {
        return through(stack, service);
    }

    /** Only when the service asks for it on this account's behalf. */
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
