/** Files that a user names for what is written. */
package io.github.bedrockfinetuning.files;
