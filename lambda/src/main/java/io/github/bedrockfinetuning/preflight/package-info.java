/** Read-only checks of models, model access, and quotas that run before any resource is created. */
@NullMarked
package io.github.bedrockfinetuning.preflight;

import org.jspecify.annotations.NullMarked;
