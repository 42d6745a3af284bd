/** Commands that work on a synthesized app: rehearse and access. */
package io.github.bedrockfinetuning.local.cli.app;
