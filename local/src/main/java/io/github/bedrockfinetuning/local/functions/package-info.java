/** Lambda on one machine: the handlers in this process, or each under AWS's own runtime client in a process of its own. */
@NullMarked
package io.github.bedrockfinetuning.local.functions;

import org.jspecify.annotations.NullMarked;
