package io.github.bedrockfinetuning.local.openings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings about resources without duplicates. */
final class Findings {
    private final Set<Opening> openings = new LinkedHashSet<>();
    private final Set<Unread> unread = new LinkedHashSet<>();

    void opening(StackResource at, String statement, String who, String what, String remedy) {
        openings.add(new Opening(at.place(), at.type(), statement, who, what, remedy));
    }

    void unread(StackResource at, String why) {
        unread.add(new Unread(at.place(), at.type(), why));
    }

    void unread(String place, String why) {
        unread.add(new Unread(place, "", why));
    }

    List<Opening> openings() {
        return List.copyOf(openings);
    }

    List<Unread> unread() {
        return List.copyOf(unread);
    }
}
