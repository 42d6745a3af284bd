/** HTTP servers on the loopback interface that answer only their own clients. */
package io.github.bedrockfinetuning.local.loopback;
