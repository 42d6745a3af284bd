package io.github.bedrockfinetuning.local.aws.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationsTest {
    private static final String ACCOUNT = "111122223333";
    private static final String RULE = "arn:aws:events:us-east-1:111122223333:rule/uploads";

    @Test
    void eventBridgeNamesItsRuleAndNoAccount() {
        AuthorizationRequest request = asked("events.amazonaws.com", RULE);
        assertThat(request.context())
                .containsEntry("aws:SourceArn", List.of(RULE))
                .doesNotContainKey("aws:SourceAccount");
    }

    @Test
    void otherServicesNameTheAccountForWhichTheyAct() {
        AuthorizationRequest request =
                asked("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:111122223333:alarm:failed");
        assertThat(request.context()).containsEntry("aws:SourceAccount", List.of(ACCOUNT));
    }

    private static AuthorizationRequest asked(String service, String sourceArn) {
        Authorizations authorizations = new Authorizations(
                request -> new Decision(Decision.Verdict.ALLOWED, List.of(), "allowed"), "us-east-1", ACCOUNT);
        authorizations.refusalOfService(
                service, sourceArn, Need.of("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:queue"));
        return authorizations.asked().keySet().iterator().next();
    }
}
