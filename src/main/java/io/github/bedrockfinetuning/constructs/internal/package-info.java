/** What the constructs are made of; not API. */
package io.github.bedrockfinetuning.constructs.internal;
