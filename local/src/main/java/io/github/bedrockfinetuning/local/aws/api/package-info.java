/** AWS's protocols, and the check of requests against the services' API models. */
package io.github.bedrockfinetuning.local.aws.api;
