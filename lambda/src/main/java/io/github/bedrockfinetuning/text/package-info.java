/** Making untrusted text safe to show. */
package io.github.bedrockfinetuning.text;
