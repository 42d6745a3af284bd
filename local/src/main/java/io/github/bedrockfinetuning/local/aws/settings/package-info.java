/** Systems Manager parameters and Service Quotas. */
package io.github.bedrockfinetuning.local.aws.settings;
