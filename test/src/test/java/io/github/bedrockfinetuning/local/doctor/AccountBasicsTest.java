package io.github.bedrockfinetuning.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import io.github.bedrockfinetuning.preflight.Check;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Checks the assumptions of {@code doctor} about the template, and an account in which no model can be fine-tuned. */
class AccountBasicsTest {
    private static final String ELSEWHERE = "eu-central-1";
    private static final String WEST = "us-west-2";

    @Test
    void asksForTheBootstrapVersionThatTheTemplateRequires() {
        JsonNode template = Stacks.template();
        JsonNode refused = template.at("/Rules/CheckBootstrapVersion/Assertions/0/Assert/Fn::Not/0/Fn::Contains/0");
        assertThat(refused)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(IntStream.range(1, AccountBasics.BOOTSTRAP_VERSION)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(template.at("/Parameters/BootstrapVersion/Default").asText())
                .isEqualTo(AccountBasics.BOOTSTRAP_PARAMETER);
    }

    @Test
    void failsInARegionWhereNoModelIsFineTuned() {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-11-30T08:00:00Z"));
        try (LocalAws aws = new LocalAws(clock, ELSEWHERE, "111122223333", ModelFactory.local(ELSEWHERE))) {
            List<Check> checks = new Doctor(clients(aws, ELSEWHERE), clock.clock(), name -> {
                        throw new AssertionError("There is no stack.");
                    })
                    .examine(WorkflowChoice.ANY);
            assertThat(checks)
                    .filteredOn(check -> check.result() == Check.Result.FAIL)
                    .extracting(Check::name)
                    .containsExactly("region", "bootstrap");
            assertThat(checks)
                    .anySatisfy(
                            check -> assertThat(check.remedy()).isEqualTo("Set AWS_REGION to us-east-1 or us-west-2."));
        }
    }

    @Test
    void warnsWhereNoModelIsTheDefault() {
        VirtualClock clock = new VirtualClock(Instant.parse("2026-11-30T08:00:00Z"));
        try (LocalAws aws = new LocalAws(clock, WEST, "111122223333", ModelFactory.local(WEST))) {
            Check region = new AccountBasics(clients(aws, WEST)).region();
            assertThat(region.result()).isEqualTo(Check.Result.WARN);
            assertThat(region.remedy()).contains("-c baseModel=ID", "us-east-1");
        }
    }

    private static AccountClients clients(LocalAws aws, String region) {
        return new AccountClients((builder, same) -> {
            AccountClients.configure(same);
            same.region(Region.of(region));
            same.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("user", "none")));
            same.endpointOverride(URI.create("http://aws.invalid"));
            builder.httpClient(aws.httpClient());
        });
    }
}
