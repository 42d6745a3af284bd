/** Sending every test question to every system once, at the rate that the quotas allow. */
package io.github.bedrockfinetuning.answering;
