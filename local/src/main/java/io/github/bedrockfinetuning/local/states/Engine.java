package io.github.bedrockfinetuning.local.states;

import io.github.bedrockfinetuning.local.time.VirtualClock;

/** The objects that all executions of an account share. */
record Engine(
        VirtualClock clock,
        TaskRunner tasks,
        ItemSource items,
        Listener listener,
        Chance chance,
        TaskTokens tokens,
        Registry registry) {}
