package io.github.bedrockfinetuning.local.openings;

/**
 * A configuration that allows an outside identity to access the stack, or data to leave the
 * account.
 *
 * @param place the resource, as {@code stack/logical id}
 * @param type the resource's CloudFormation type
 * @param statement the policy statement or the property
 * @param who the outside identity
 * @param what the actions that the identity can perform, or the data that it receives
 * @param remedy the recommended change
 */
public record Opening(String place, String type, String statement, String who, String what, String remedy) {}
