package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that specify which deployed workflow to use. */
final class WorkflowOptions {
    /**
     * The pattern of a stack name.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html">StackName</a>
     */
    private static final String STACK_NAME = "[a-zA-Z][-a-zA-Z0-9]{0,127}";

    /** The pattern of a tag, which consists of a stack name and eight hexadecimal digits. */
    private static final String TAG = "[a-zA-Z][-a-zA-Z0-9]{0,140}";

    @Option(
            names = "--workflow",
            paramLabel = "PATH|TAG",
            description =
                    "The construct path of the deployed workflow, such as Analytics/Routing, or its tag. Default: the"
                            + " only workflow in the account and Region.")
    private @Nullable String workflow;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The name of the CloudFormation stack that contains the workflow. Default: any stack.")
    private @Nullable String stack;

    /** Returns the specified workflow without sending a request to AWS. */
    WorkflowChoice choice(CommandSpec spec) {
        if (stack != null && !stack.matches(STACK_NAME)) {
            throw Inputs.usage(
                    spec,
                    "\"" + stack
                            + "\" is not a stack name. A stack name contains only letters, digits, and hyphens, begins "
                            + "with a letter, and has at most 128 characters.");
        }
        if (workflow != null && !workflow.contains("/") && !workflow.matches(TAG)) {
            throw Inputs.usage(
                    spec,
                    "\"" + workflow
                            + "\" is not a valid workflow. Specify the construct path, such as Analytics/Routing, or the "
                            + "tag, such as Analytics-0a1b2c3d.");
        }
        return new WorkflowChoice(Optional.ofNullable(workflow), Optional.ofNullable(stack));
    }
}
