/** Read-only checks made before any resource is created: models, model access, and quotas. */
package io.github.bedrockfinetuning.preflight;
