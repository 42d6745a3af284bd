/** The data of a workflow: paths into documents, templates of payloads, and the limits on what passes between states. */
@NullMarked
package io.github.bedrockfinetuning.local.states.data;

import org.jspecify.annotations.NullMarked;
