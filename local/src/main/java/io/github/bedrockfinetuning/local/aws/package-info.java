/** AWS on one machine: stand-ins that refuse what the services refuse, in virtual time, with a meter. */
package io.github.bedrockfinetuning.local.aws;
