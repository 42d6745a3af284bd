/** What this software relies on AWS to do, with source, how sure that is, and what shows it. */
package io.github.bedrockfinetuning.local.assumptions;
