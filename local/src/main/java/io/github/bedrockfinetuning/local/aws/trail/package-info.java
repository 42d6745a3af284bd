/** AWS CloudTrail's event history. */
package io.github.bedrockfinetuning.local.aws.trail;
