package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

/**
 * Checks whether the account has enough Lambda concurrency for a run. The workflow reserves no concurrency, so it
 * cannot use the concurrency that is reserved for other functions. If the concurrency is too low, Lambda throttles
 * requests and the state machine retries them.
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

    /** @param needed the maximum number of functions that a run invokes at the same time */
    Check check(int needed) {
        return SUBJECT.ask(() -> {
            AccountLimit limit = clients.lambda().getAccountSettings(r -> {}).accountLimit();
            int most = limit.concurrentExecutions();
            int left = limit.unreservedConcurrentExecutions();
            String found =
                    left + " concurrent executions" + (left < most ? " (of " + most + "; the rest is reserved)" : "");
            String remedy = "Increase the Concurrent executions quota for Lambda in Service Quotas"
                    + (left < most ? ", or reduce reserved concurrency." : ".");
            if (left == 0) {
                return SUBJECT.fail("Lambda has no unreserved concurrency left.", remedy);
            }
            return left < needed
                    ? SUBJECT.warn(
                            found + "; a run uses up to " + needed + ". With lower concurrency, the run takes longer.",
                            remedy)
                    : SUBJECT.pass(found + "; a run uses up to " + needed);
        });
    }
}
