/** An interpreter of the States Language, and the executions that it runs. */
package io.github.bedrockfinetuning.local.states;
