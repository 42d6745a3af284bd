package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests execution logs in an account whose CloudWatch Logs resource policies have no space. */
class LogDeliveryTest {
    @Test
    void aStateMachineThatTakesRoomInTheAccountsResourcePolicyIsRefused() {
        assertThatThrownBy(() -> StruckRun.setup(FaultScenario.PLAIN)
                        .of(LogDeliveryTest::withGeneratedName)
                        .run())
                .hasMessageContaining("not authorized to access the Log Destination")
                .hasMessageContaining("/aws/vendedlogs/");
    }

    private static JsonNode withGeneratedName(Assembly whole) {
        JsonNode template = whole.template().deepCopy();
        StreamSupport.stream(template.path("Resources").spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals("AWS::Logs::LogGroup"))
                .forEach(group -> ((ObjectNode) group.path("Properties")).remove("LogGroupName"));
        return template;
    }
}
