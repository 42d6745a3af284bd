/** Experiments against a deployed stack that show whether AWS behaves as this software and its local AWS assume. */
package io.github.bedrockfinetuning.local.prove;
