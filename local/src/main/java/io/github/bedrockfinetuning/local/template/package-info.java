/** Synthesized CloudFormation templates, resolved for one account and Region. */
package io.github.bedrockfinetuning.local.template;
