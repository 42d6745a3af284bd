/** Who signed a request to the local AWS, by Signature Version 4. */
package io.github.bedrockfinetuning.local.aws.signature;
