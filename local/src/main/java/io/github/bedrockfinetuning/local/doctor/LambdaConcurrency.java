package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

/**
 * Checks whether Lambda can run as many functions at the same time as a run uses to answer
 * questions. The workflow reserves no concurrency, so concurrency that other functions reserve is
 * not available to it. If the concurrency is too low, Lambda throttles and the state machine
 * retries.
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

    /** @param needed the number of functions that a run uses at the same time */
    Check check(int needed) {
        return SUBJECT.ask(() -> {
            AccountLimit limit = clients.lambda().getAccountSettings(r -> {}).accountLimit();
            int most = limit.concurrentExecutions();
            int left = limit.unreservedConcurrentExecutions();
            String found =
                    left + " functions at a time" + (left < most ? " (of " + most + "; the rest is reserved)" : "");
            String remedy = "Raise the Lambda quota Concurrent executions in Service Quotas"
                    + (left < most ? ", or reduce reserved concurrency." : ".");
            if (left == 0) {
                return SUBJECT.fail("Lambda has no unreserved concurrency left.", remedy);
            }
            return left < needed
                    ? SUBJECT.warn(
                            found + "; a run uses up to " + needed + ". With fewer, answering takes longer.", remedy)
                    : SUBJECT.pass(found + "; a run uses up to " + needed);
        });
    }
}
