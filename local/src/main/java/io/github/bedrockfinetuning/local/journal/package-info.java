/** What befalls a local AWS, written down as it happens, so that a rehearsal that was killed can go on. */
package io.github.bedrockfinetuning.local.journal;
