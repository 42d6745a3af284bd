package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of the function versions that CloudFormation publishes. A version with a new logical ID gets the next
 * number of its function. A number is never used again, even if the same code is deployed again.
 *
 * @param numbers the numbers by logical ID of the version
 * @param newest the highest number by logical ID of the function
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html">Manage Lambda function
 *     versions</a>
 */
public record FunctionVersions(Map<String, Integer> numbers, Map<String, Integer> newest) {
    private static final FunctionVersions NONE = new FunctionVersions(Map.of(), Map.of());

    public FunctionVersions {
        numbers = Map.copyOf(numbers);
        newest = Map.copyOf(newest);
    }

    /** Returns the versions of a new stack. */
    public static FunctionVersions of(JsonNode template) {
        return NONE.after(template);
    }

    /** Returns the versions after an update of the stack to another template. */
    public FunctionVersions after(JsonNode template) {
        Map<String, Integer> numbersAfter = new LinkedHashMap<>();
        Map<String, Integer> newestAfter = new LinkedHashMap<>(newest);
        template.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::Lambda::Version")) {
                String function = resource.getValue()
                        .path("Properties")
                        .path("FunctionName")
                        .path("Ref")
                        .asText();
                Integer number = numbers.get(resource.getKey());
                if (number == null) {
                    number = Objects.requireNonNull(newestAfter.merge(function, 1, Integer::sum));
                }
                numbersAfter.put(resource.getKey(), number);
            }
        });
        return new FunctionVersions(numbersAfter, newestAfter);
    }
}
