package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

/** Another team's app: one stack with two workflows, and one role for each grant of the first workflow. */
public final class OperatedApp {
    public static final String OPERATOR = "Operator";
    public static final String SUBMITTER = "Submitter";
    public static final String APPROVER = "Approver";
    public static final String READER = "Reader";
    public static final String APPLICATION = "Application";
    public static final List<String> ROLES = List.of(OPERATOR, SUBMITTER, APPROVER, READER, APPLICATION);

    private static Blueprint blueprint;

    private OperatedApp() {}

    /** Deploys both workflows. {@link DeployedStack#descriptor} describes the first one, Routing. */
    public static DeployedStack deploy() throws IOException {
        return DeployedStack.deploy(blueprint(), List.of(), Listener.NONE, Wiring.loopback(Stacks.REGION));
    }

    /** The policies of the stack. */
    public static StackPolicies policies() throws IOException {
        return blueprint().policies();
    }

    /** The name of a role, which signs the requests of its user. */
    public static String caller(DeployedStack stack, String role) {
        Blueprint deployed = stack.blueprint();
        Resource found = deployed.template().resources("AWS::IAM::Role").stream()
                .filter(resource -> resource.logicalId().matches(role + "[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow();
        return deployed.names().name(found);
    }

    public static Assembly assembly() throws IOException {
        return Assembly.read(Stacks.shared("operated", OperatedApp::synthesize), Optional.of("Analytics/Routing"));
    }

    private static synchronized Blueprint blueprint() throws IOException {
        if (blueprint == null) {
            blueprint = new Blueprint(assembly(), Stacks.REGION);
        }
        return blueprint;
    }

    private static void synthesize(Path out) {
        App app = new App(AppProps.builder()
                .outdir(out.toString())
                // As the CDK's command line does.
                .context(Map.of("aws:cdk:enable-path-metadata", true))
                .build());
        Stack stack = new Stack(
                app,
                "Analytics",
                StackProps.builder()
                        .env(Environment.builder().region(Stacks.REGION).build())
                        .build());
        FineTuningWorkflow routing = new FineTuningWorkflow(stack, "Routing");
        new FineTuningWorkflow(stack, "Summaries");
        routing.grantOperate(role(stack, OPERATOR));
        routing.grantSubmit(role(stack, SUBMITTER));
        routing.grantApprove(role(stack, APPROVER));
        routing.grantReadReports(role(stack, READER));
        routing.grantInvokePromoted(role(stack, APPLICATION));
        app.synth();
    }

    private static Role role(Stack stack, String name) {
        return Role.Builder.create(stack, name)
                .assumedBy(new AccountRootPrincipal())
                .build();
    }
}
