/** Reads synthesized CloudFormation templates and resolves them for one account and Region. */
@NullMarked
package io.github.bedrockfinetuning.local.template;

import org.jspecify.annotations.NullMarked;
