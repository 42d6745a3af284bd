/** What a handler's process carries beside Lambda's runtime client: an agent through which it sees the rehearsal's time. */
@NullMarked
package io.github.bedrockfinetuning.local.functions.agent;

import org.jspecify.annotations.NullMarked;
