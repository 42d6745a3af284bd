/** Read-only checks made before any resource is created: models, model access, and quotas. */
@NullMarked
package io.github.bedrockfinetuning.preflight;

import org.jspecify.annotations.NullMarked;
