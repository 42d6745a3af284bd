/** Verification of AWS Signature Version 4. */
package io.github.bedrockfinetuning.local.aws.signature;
