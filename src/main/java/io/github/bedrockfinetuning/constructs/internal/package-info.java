/** Contains the parts of the constructs; not a public API. */
package io.github.bedrockfinetuning.constructs.internal;
