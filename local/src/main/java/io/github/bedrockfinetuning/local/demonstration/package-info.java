/** The dataset that comes with the product: made-up customer-support messages over twelve labels. */
package io.github.bedrockfinetuning.local.demonstration;
