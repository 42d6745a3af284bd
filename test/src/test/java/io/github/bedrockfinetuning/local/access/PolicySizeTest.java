package io.github.bedrockfinetuning.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Checks that the policies do not exceed the size limits of IAM, KMS and S3, even for long stack names.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
 */
class PolicySizeTest {
    private static final String REGION = "ap-southeast-2";
    private static final String LONG_NAME = "S".repeat(128);
    private static final Map<String, Integer> LIMITS = Map.of(
            "AWS::IAM::ManagedPolicy", 6_144,
            "AWS::IAM::Role", 2_048,
            "AWS::KMS::Key", 32_768,
            "AWS::S3::BucketPolicy", 20_480);

    @Test
    void noPolicyIsTooLongUnderTheLongestNameOfAStack() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Repository.root()
                        .resolve(
                                "test/src/test/resources/io/github/bedrockfinetuning/checkers/FineTuning.template.json")
                        .toFile());
        AnyNames names = new AnyNames(LONG_NAME, REGION, AccessMatrix.ACCOUNT);
        Template template = new Template(json, names.pseudoParameters(), names);
        LIMITS.forEach((type, limit) -> assertThat(template.resources(type))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(document(template, resource).toString())
                        .as(resource.logicalId())
                        .hasSizeLessThanOrEqualTo(limit)));
    }

    private static JsonNode document(Template template, Resource resource) {
        JsonNode properties = template.properties(resource);
        for (String name : new String[] {"AssumeRolePolicyDocument", "KeyPolicy"}) {
            if (properties.has(name)) {
                return properties.path(name);
            }
        }
        return properties.path("PolicyDocument");
    }
}
