package io.github.bedrockfinetuning.dataset.record;

import java.io.IOException;

/** Receives examples one at a time, in the order of their lines. */
@FunctionalInterface
public interface ExampleConsumer {
    void accept(Example example) throws IOException;
}
