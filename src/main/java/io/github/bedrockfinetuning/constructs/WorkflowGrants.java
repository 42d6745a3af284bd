package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.BedrockAccess;
import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** The permissions that a workflow's users can be granted. */
final class WorkflowGrants {
    private static final String RUNS = Prefixes.RUNS + "*/";
    /** The objects of a run that commands read. The answers, which are JSON Lines, are not among them. */
    private static final String RECORDS = RUNS + "*.json";

    private final GrantedResources granted;
    private final Stack stack;
    private final String tag;
    private final StoreAccess data;
    private final IBucket results;
    private final BedrockAccess bedrock;
    private final OperatedResources operated;

    WorkflowGrants(GrantedResources granted, BedrockAccess bedrock, OperatedResources operated) {
        this.granted = granted;
        this.bedrock = bedrock;
        this.operated = operated;
        stack = granted.stack();
        tag = granted.tag();
        data = granted.data();
        results = granted.results();
    }

    /** Returns the permissions on a workflow in this app. */
    static WorkflowGrants of(
            String tag, DataStore store, StateMachine machine, BedrockAccess bedrock, OperatedResources operated) {
        return new WorkflowGrants(
                new GrantedResources(
                        Stack.of(store),
                        tag,
                        store.getDatasets(),
                        store.getResults(),
                        new StoreAccess(store),
                        new ImportedBuckets(store),
                        new GrantedResources.Keys(
                                store.getDataKey().getKeyArn(),
                                store.getModelKey().getKeyArn()),
                        new GrantedResources.Machine(machine.getStateMachineArn(), machine.getStateMachineName())),
                bedrock,
                operated);
    }

    public Grant submit(IGrantable grantee) {
        return drop(grantee).combine(grant(grantee, List.of(descriptor())));
    }

    public Grant readReports(IGrantable grantee) {
        return data.grantRead(grantee, results, DataStore.REPORTS).combine(grant(grantee, status()));
    }

    /**
     * Allows approving runs. The approval object of a run contains the task token, so a principal that can read it and
     * report the success of the task can approve the run.
     */
    public Grant approve(IGrantable grantee) {
        return grant(grantee, approval());
    }

    public Grant operate(IGrantable grantee) {
        List<PolicyStatement> statements = new ArrayList<>(List.of(
                descriptor(),
                allow("ssm:GetParametersByPath", parameter(ParameterPaths.DESCRIPTORS)),
                data.read("Records", results, Prefixes.REPORTS + "*", RECORDS),
                data.write("WritePromotions", results, RUNS + FileNames.PROMOTED, RUNS + FileNames.SERVING),
                absentRecords(),
                data.encrypt(results),
                allow("states:SendTaskSuccess", granted.machine().arn()),
                allow("states:StopExecution", executions()),
                Statements.allow(
                        "StableNames",
                        List.of("ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"),
                        List.of(StepAccess.parameters(stack, ParameterPaths.prefix(tag)))),
                bedrock.lookUpDataHandling(),
                bedrock.lookUpQuotas(),
                bedrock.countInUse()));
        statements.addAll(readExecutions());
        statements.addAll(serving());
        statements.addAll(operated.examination(
                stack, granted.keys().data(), granted.machine().arn()));
        statements.addAll(List.of(bedrock.lookUpModels()));
        statements.addAll(List.of(granted.imported().reads()));
        return drop(grantee).combine(grant(grantee, statements));
    }

    public Grant invokePromoted(IGrantable grantee) {
        return grant(
                grantee,
                List.of(
                        allow("ssm:GetParameter", StepAccess.parameters(stack, ParameterPaths.prefix(tag))),
                        bedrock.invokeServed(),
                        onModelKey(StepAccess.INVOKE_MODELS)));
    }

    private Grant drop(IGrantable grantee) {
        return data.grantWrite(grantee, granted.datasets(), Prefixes.INBOX + "*");
    }

    private PolicyStatement descriptor() {
        return allow("ssm:GetParameter", parameter(ParameterPaths.descriptor(tag)));
    }

    private PolicyStatement absentRecords() {
        return data.list("AbsentRecords", results, Prefixes.RUNS + "*");
    }

    private List<PolicyStatement> status() {
        List<PolicyStatement> statements = new ArrayList<>(List.of(
                descriptor(),
                data.read("Progress", results, RUNS + FileNames.PROGRESS, RUNS + FileNames.TRAINING),
                absentRecords()));
        statements.addAll(readExecutions());
        return statements;
    }

    private List<PolicyStatement> readExecutions() {
        return List.of(
                allow("states:ListExecutions", granted.machine().arn()),
                Statements.allow(
                        "ReadExecutions",
                        List.of("states:DescribeExecution", "states:GetExecutionHistory"),
                        List.of(executions())),
                Statements.allow(
                        "ReadEncryptedExecutions",
                        List.of("kms:Decrypt"),
                        List.of(granted.keys().data()),
                        StepAccess.through(stack, "states")));
    }

    /**
     * Returns the permissions for approving runs. The Service Authorization Reference lists no resource type for
     * SendTaskSuccess, but Step Functions authorizes it on the state machine, and the CDK grants it there.
     *
     * @see <a href="https://github.com/aws/aws-cdk/pull/8486">A test of the CDK's contributors in AWS</a>
     * @see <a href="https://github.com/NOAA-OWP/hydrovis/issues/837">A denial that names the state machine</a>
     */
    private List<PolicyStatement> approval() {
        return List.of(
                descriptor(),
                data.read("Approval", results, RUNS + FileNames.APPROVAL),
                absentRecords(),
                data.decrypt(results),
                allow("states:SendTaskSuccess", granted.machine().arn()));
    }

    private List<PolicyStatement> serving() {
        return List.of(
                bedrock.createDeployments(),
                bedrock.tagDeployments(),
                bedrock.watchServing(),
                bedrock.deleteServing(),
                bedrock.watchJobs(),
                bedrock.stopJobs(),
                bedrock.listAll(),
                bedrock.listTags(),
                onModelKey(StepAccess.ENCRYPT_MODELS));
    }

    private PolicyStatement onModelKey(List<String> actions) {
        return Statements.allow(
                "ModelKey", actions, List.of(granted.keys().model()), StepAccess.through(stack, "bedrock"));
    }

    private static PolicyStatement allow(String action, String resource) {
        return Statements.allow("Allow", List.of(action), List.of(resource));
    }

    private String executions() {
        return stack.formatArn(ArnComponents.builder()
                .service("states")
                .resource("execution")
                .resourceName(granted.machine().name() + ":*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    private String parameter(String name) {
        return stack.formatArn(ArnComponents.builder()
                .service("ssm")
                .resource("parameter" + name)
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
    }

    private static Grant grant(IGrantable grantee, Collection<PolicyStatement> statements) {
        return statements.stream()
                .map(statement -> grant(grantee, statement))
                .reduce(Grant::combine)
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Grant grant(IGrantable grantee, PolicyStatement statement) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(statement.getActions())
                .resourceArns(statement.getResources())
                .conditions((Map<String, Map<String, Object>>) statement.getConditions())
                .build());
    }
}
