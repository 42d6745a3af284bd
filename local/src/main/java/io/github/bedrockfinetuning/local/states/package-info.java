/** The States Language on one machine: an interpreter, its executions, and the virtual clock they run on. */
package io.github.bedrockfinetuning.local.states;
