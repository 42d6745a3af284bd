package io.github.bedrockfinetuning.local.openings;

/**
 * Something that lets an outside identity act on the stack, or lets data out of the account.
 *
 * @param place the resource, as {@code stack/logical id}
 * @param type the resource's CloudFormation type
 * @param statement the policy statement or the property
 * @param who the outside identity
 * @param what that identity can do, or what reaches it
 * @param remedy what to change
 */
public record Opening(String place, String type, String statement, String who, String what, String remedy) {}
