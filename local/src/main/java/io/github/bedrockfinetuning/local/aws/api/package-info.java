/** What the services' requests may hold, and the check of it. */
package io.github.bedrockfinetuning.local.aws.api;
