package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.contract.StepName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * The members of a workflow's descriptor, which the template extracts. CloudFormation reads the descriptor at each
 * deployment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html">
 *     Supplied parameter types</a>
 */
final class DescriptorMembers {
    /** The queue of uploads and two dead-letter queues. */
    private static final int QUEUES = 3;

    private static final int NAME_IN_ARN = 6;
    private static final int NAME_IN_URL = 4;

    private final Stack stack;
    private final String descriptor;

    DescriptorMembers(Construct scope, String parameterName) {
        stack = Stack.of(scope);
        descriptor = StringParameter.valueForStringParameter(scope, parameterName);
    }

    /** Returns a member of type string. */
    String text(String name) {
        return Fn.select(0, Fn.split("\"", after("\"" + name + "\":\"")));
    }

    /** Returns the name at the end of an ARN whose parts are separated by colons. */
    String nameIn(String arn) {
        return Fn.select(NAME_IN_ARN, Fn.split(":", arn));
    }

    /** Returns the resources that {@code ./fine-tune doctor} examines. */
    OperatedResources operated() {
        return new OperatedResources(
                text("stack"),
                Arrays.stream(StepName.values())
                        .map(step -> arn("lambda", "function", text(step.id())))
                        .toList(),
                IntStream.range(0, QUEUES).mapToObj(this::queue).toList(),
                text("topicArn"),
                List.of(text("datasetsKeyArn"), text("resultsKeyArn"), text("modelKeyArn"), text("logsKeyArn")));
    }

    /** Returns the ARN of a queue, whose name is at the end of its URL. */
    private String queue(int index) {
        String url = Fn.select(2 * index, Fn.split("\"", after("\"queueUrls\":[\"")));
        return stack.formatArn(ArnComponents.builder()
                .service("sqs")
                .resource(Fn.select(NAME_IN_URL, Fn.split("/", url)))
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
    }

    private String arn(String service, String resource, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    private String after(String text) {
        return Fn.select(1, Fn.split(text, descriptor));
    }
}
