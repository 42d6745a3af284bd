/** Output files, written atomically, and temporary directories. */
package io.github.bedrockfinetuning.files;
