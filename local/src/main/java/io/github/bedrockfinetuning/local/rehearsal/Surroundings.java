package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The environment of a stack.
 *
 * @param account the account that the stack was synthesized for; empty for any account
 * @param region the Region that the stack was synthesized for; empty for any Region
 * @param others the other stacks in the app; the stack can import their exports
 */
record Surroundings(Optional<String> account, Optional<String> region, List<Other> others) {
    /** An unspecified environment without other stacks. */
    static final Surroundings NONE = new Surroundings(Optional.empty(), Optional.empty(), List.of());

    /** Another stack in the app. */
    record Other(String stackName, JsonNode template) {}

    /**
     * @param environment the environment in the manifest of a cloud assembly, {@code aws://ACCOUNT/REGION}
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/environments.html">Environments</a>
     */
    static Surroundings of(String environment, List<Other> others) {
        String[] parts = environment.split("/");
        boolean whole = parts.length == 4;
        return new Surroundings(
                Optional.of(whole ? parts[2] : "").filter(account -> account.matches("\\d{12}")),
                Optional.of(whole ? parts[3] : "")
                        .filter(region -> !region.isEmpty() && !region.equals("unknown-region")),
                others);
    }
}
