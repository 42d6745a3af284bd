/** HTTP servers on the loopback interface that answer their own clients only. */
package io.github.bedrockfinetuning.local.loopback;
