package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;

/** Checks the statements in SECURITY.md that apply to the complete template. */
class ControlsTest {
    private static final Synthesized ANYWHERE = Synthesized.workflow(null);

    @Test
    void namesNoPartitionAccountOrRegionOfItsOwn() {
        String template = ANYWHERE.template().path("Resources").toString();
        assertThat(template).doesNotContain("arn:aws:", "arn:aws-us-gov:", "arn:aws-cn:");
        assertThat(Pattern.compile("(?<![0-9A-Fa-f])[0-9]{12}(?![0-9A-Fa-f])")
                        .matcher(template)
                        .results())
                .as("account ids")
                .isEmpty();
    }

    @Test
    void holdsNoSecret() {
        String template = ANYWHERE.template().toString();
        for (String secret : List.of(
                "(?:AKIA|ASIA)[A-Z0-9]{16}",
                "-----BEGIN [A-Z ]*PRIVATE KEY",
                "eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.",
                "(?i)(password|secret|api[_-]?key|token)\"? *[:=] *\"[^\"$]{6,}\"")) {
            assertThat(Pattern.compile(secret).matcher(template).results())
                    .as(secret)
                    .isEmpty();
        }
    }

    @Test
    void letsOnlyThisAccountsServicesInvokeFunctions() {
        assertThat(ANYWHERE.all("AWS::Lambda::Permission")).isNotEmpty().allSatisfy((id, permission) -> {
            assertThat(permission.at("/Properties/Principal").asText()).isEqualTo("events.amazonaws.com");
            // The ARN of a rule in this stack, which contains the account.
            assertThat(ANYWHERE.all("AWS::Events::Rule"))
                    .containsKey(
                            permission.at("/Properties/SourceArn/Fn::GetAtt/0").asText());
            // With a source account, EventBridge could not invoke the function.
            assertThat(permission.path("Properties").has("SourceAccount")).isFalse();
        });
    }

    @Test
    void keepsWhatARuleOrAScheduleCouldNotDeliver() {
        assertThat(ANYWHERE.all("AWS::Events::Rule"))
                .hasSizeGreaterThan(1)
                .allSatisfy((id, rule) ->
                        assertThat(rule.at("/Properties/Targets")).isNotEmpty().allSatisfy(ControlsTest::assertKept));
        assertThat(ANYWHERE.all("AWS::Scheduler::Schedule"))
                .isNotEmpty()
                .allSatisfy((id, schedule) -> assertKept(schedule.at("/Properties/Target")));
    }

    private static void assertKept(JsonNode target) {
        assertThat(target.at("/DeadLetterConfig/Arn").isMissingNode()).isFalse();
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isPositive();
        assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isPositive();
    }

    @Test
    void hasNoWayOutForData() {
        for (String sink : List.of(
                "AWS::Events::ApiDestination",
                "AWS::Events::Connection",
                "AWS::Events::EventBus",
                "AWS::Events::EventBusPolicy",
                "AWS::Events::Archive",
                "AWS::KinesisFirehose::DeliveryStream",
                "AWS::Lambda::Url",
                "AWS::Logs::Destination",
                "AWS::Logs::SubscriptionFilter",
                "AWS::Pipes::Pipe",
                "AWS::S3::AccessPoint",
                "AWS::S3::MultiRegionAccessPoint",
                "AWS::SNS::Subscription",
                "AWS::EC2::VPCEndpointService")) {
            assertThat(ANYWHERE.all(sink)).as(sink).isEmpty();
        }
        assertThat(ANYWHERE.all("AWS::S3::Bucket").values())
                .allSatisfy(bucket -> assertThat(bucket.path("Properties").has("ReplicationConfiguration"))
                        .isFalse());
        assertThat(ANYWHERE.one("AWS::StepFunctions::StateMachine", "Machine").toString())
                .doesNotContain("http:invoke", "aws-sdk:", "events:putEvents", "sns:publish");
    }

    @Test
    void writesEveryRoleUnderThePermissionsBoundaryThatAnAccountAsksFor() {
        Stack stack = new Stack(new App(), "Bounded");
        new FineTuningWorkflow(
                stack,
                "FineTuning",
                FineTuningWorkflowProps.builder()
                        .network(NetworkProps.builder().build())
                        .build());
        PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "teams-may"));
        JsonNode template =
                new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON());
        int roles = 0;
        for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
            if (resource.getValue().path("Type").asText().equals("AWS::IAM::Role")) {
                roles++;
                assertThat(resource.getValue()
                                .at("/Properties/PermissionsBoundary")
                                .toString())
                        .as(resource.getKey())
                        .contains("policy/teams-may");
            }
        }
        assertThat(roles).isGreaterThan(19);
    }
}
