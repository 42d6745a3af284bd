package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests buckets whose policies deny objects without explicit encryption with a customer managed key. */
class DemandingBucketsTest {
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

    @Test
    void everyStepSaysUnderWhichKeyItWrites() {
        try (StruckRun run = StruckRun.setup(FaultScenario.PLAIN)
                .of(DemandingBucketsTest::demanding)
                .run()) {
            run.assertEnded("SUCCEEDED");
            List<CallRecord> writes = run.calls("PutObject");
            assertThat(writes).hasSizeGreaterThan(20).allSatisfy(write -> {
                assertThat(write.input().path("x-amz-server-side-encryption").asText())
                        .isEqualTo("aws:kms");
                assertThat(write.input().path(KEY).asText()).startsWith("arn:aws:kms:");
            });
        }
    }

    private static JsonNode demanding(Assembly whole) {
        JsonNode template = whole.template().deepCopy();
        template.path("Resources").forEach(resource -> {
            if (resource.path("Type").asText().equals("AWS::S3::BucketPolicy")) {
                ((ArrayNode) resource.at("/Properties/PolicyDocument/Statement")).add(demand(whole));
            }
        });
        return template;
    }

    /**
     * Applies only to the prefixes of the steps, because it is not documented which headers Bedrock sends with the
     * output of a job.
     */
    private static ObjectNode demand(Assembly whole) {
        ObjectNode deny = ((ObjectNode) whole.template())
                .objectNode()
                .put("Sid", "DenyUnencrypted")
                .put("Effect", "Deny");
        deny.put("Principal", "*").put("Action", "s3:PutObject");
        ArrayNode resources = deny.putArray("Resource");
        List.of("staged", "runs", "reports", "answers")
                .forEach(prefix -> resources.add("arn:aws:s3:::*/" + prefix + "/*"));
        deny.putObject("Condition").putObject("Null").put("s3:" + KEY, "true");
        return deny;
    }
}
