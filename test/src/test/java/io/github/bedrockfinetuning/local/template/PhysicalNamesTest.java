package io.github.bedrockfinetuning.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalNamesTest {
    private static final PhysicalNames LONG =
            new PhysicalNames("Acme-" + "Analytics".repeat(13) + "-Prod", "us-east-1", "111122223333");

    @ParameterizedTest
    @CsvSource({
        "AWS::S3::Bucket, 63",
        "AWS::IAM::Role, 64",
        "AWS::Lambda::Function, 64",
        "AWS::SQS::Queue, 80",
        "AWS::StepFunctions::StateMachine, 80",
        "AWS::Events::Rule, 64",
        "AWS::Scheduler::Schedule, 64"
    })
    void namesInAStackWithALongNameStayWithinTheLimitAndDiffer(String type, int longest) {
        List<String> names =
                List.of(name(LONG, type, "FineTuningDataDatasets1"), name(LONG, type, "FineTuningDataDatasets2"));
        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(name).hasSizeLessThanOrEqualTo(longest).matches("[a-zA-Z0-9-]+"));
    }

    @Test
    void rolesKeepTheNameInTheTemplate() {
        assertThat(LONG.name(resource("AWS::IAM::Role", "{'RoleName':'stager'}")))
                .isEqualTo("stager");
        assertThat(LONG.name(
                        resource("AWS::IAM::Role", "{'RoleName':{'Fn::Join':['',['stager-',{'Ref':'AWS::Region'}]]}}")))
                .isEqualTo("stager-us-east-1");
    }

    private static String name(PhysicalNames names, String type, String id) {
        return names.name(new Resource(id, type, new ObjectMapper().createObjectNode()));
    }

    private static Resource resource(String type, String properties) {
        try {
            return new Resource("Id", type, new ObjectMapper().readTree(properties.replace('\'', '"')));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
