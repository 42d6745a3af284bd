/** What an account can be asked before anything is created: models, access to them, quotas. Read-only. */
package io.github.bedrockfinetuning.preflight;
