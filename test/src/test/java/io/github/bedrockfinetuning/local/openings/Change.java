package io.github.bedrockfinetuning.local.openings;

import java.util.function.UnaryOperator;

/** A change of the stack that creates an opening or an unread part. */
record Change(String name, UnaryOperator<ChangedStack> change) {
    static Change of(String name, UnaryOperator<ChangedStack> change) {
        return new Change(name, change);
    }

    /** Adds a statement to the policy of a resource. */
    static Change statement(String name, String resource, String statement) {
        return of(name, stack -> stack.statement(resource, statement));
    }

    /** Adds a resource to the stack. */
    static Change added(String name, String type, String properties) {
        return of(name, stack -> stack.add(type, properties));
    }

    static Change set(String name, String resource, String path, String value) {
        return of(name, stack -> stack.set(resource, path, value));
    }

    Openings openings() {
        return change.apply(new ChangedStack()).openings();
    }

    @Override
    public String toString() {
        return name;
    }
}
