package io.github.bedrockfinetuning.local.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final Queue dead = new Queue(clock, "dead");
    private final Queue queue = new Queue(clock, "drops", Duration.ofMinutes(1), 3, dead);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void forgetsWhatWasDeleted() {
        queue.send(TextNode.valueOf("a"));
        queue.delete(queue.receive().orElseThrow());
        clock.run();

        assertThat(queue.receive()).isEmpty();
        assertThat(clock.now()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @Test
    void bringsBackWhatWasNotDeleted() {
        queue.send(TextNode.valueOf("a"));
        assertThat(queue.receive().orElseThrow().receives()).isEqualTo(1);
        assertThat(queue.receive()).isEmpty();

        clock.sleep(Duration.ofMinutes(1));

        assertThat(queue.receive().orElseThrow().receives()).isEqualTo(2);
    }

    @Test
    void setsAsideWhatWasReceivedTooOften() {
        queue.send(TextNode.valueOf("poison"));
        queue.onMessage(queue::receive);
        queue.receive();
        clock.run();

        assertThat(dead.waiting()).extracting(m -> m.body().textValue()).containsExactly("poison");
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void tellsItsConsumersOfEveryMessage() {
        List<String> seen = new ArrayList<>();
        queue.onMessage(() -> queue.receive().ifPresent(message -> {
            seen.add(message.body().textValue());
            queue.delete(message);
        }));
        queue.send(TextNode.valueOf("a"));
        queue.send(TextNode.valueOf("b"));

        assertThat(seen).containsExactly("a", "b");
    }
}
