/** What befalls a local AWS, written down as it happens, so that a rehearsal that was killed can go on. */
@NullMarked
package io.github.bedrockfinetuning.local.journal;

import org.jspecify.annotations.NullMarked;
