/** The CDK app that {@code cdk deploy} runs. */
@NullMarked
package io.github.bedrockfinetuning.app;

import org.jspecify.annotations.NullMarked;
