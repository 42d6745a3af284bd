package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

/**
 * Whether Lambda may run as many functions at a time as a run answers questions with. The workflow reserves none, so what
 * other functions have reserved is not there for it. With less, Lambda throttles and the state machine tries again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AccountLimit.html">AccountLimit</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Lambda function scaling</a>
 */
final class LambdaConcurrency {
    private static final Subject SUBJECT = new Subject("lambda-concurrency");

    private final AccountClients clients;

    LambdaConcurrency(AccountClients clients) {
        this.clients = clients;
    }

    /** @param needed functions that a run has at work at a time */
    Check check(int needed) {
        return SUBJECT.ask(() -> {
            AccountLimit limit = clients.lambda().getAccountSettings(r -> {}).accountLimit();
            int most = limit.concurrentExecutions();
            int left = limit.unreservedConcurrentExecutions();
            String found =
                    left + " functions at a time" + (left < most ? " (of " + most + ", the rest is reserved)" : "");
            String remedy = "In Service Quotas, raise Lambda's quota Concurrent executions"
                    + (left < most ? ", or reserve less." : ".");
            if (left == 0) {
                return SUBJECT.fail("Lambda has no concurrency left for functions that reserve none.", remedy);
            }
            return left < needed
                    ? SUBJECT.warn(
                            found + "; a run uses up to " + needed + ". With fewer, its answers take longer.", remedy)
                    : SUBJECT.pass(found + "; a run uses up to " + needed);
        });
    }
}
