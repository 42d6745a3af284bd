package io.github.bedrockfinetuning.local.openings;

/**
 * An opening, which is a configuration that allows access from outside the account or data transfers out of it.
 *
 * @param place the resource, as {@code stack/logical id}
 * @param type the CloudFormation type of the resource
 * @param statement the policy statement or the property
 * @param who the identity outside the account
 * @param what the actions that the identity can perform, or the data that it receives
 * @param remedy the recommended change
 */
public record Opening(String place, String type, String statement, String who, String what, String remedy) {}
