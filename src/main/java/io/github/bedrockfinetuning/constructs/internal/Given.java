package io.github.bedrockfinetuning.constructs.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Copies the props that a user specified for an inner resource to the builder of that resource. */
final class Given {
    private Given() {}

    /**
     * Copies the props.
     *
     * @param what the name of the user's prop, for the error message
     * @param struct the CDK's props interface, such as {@code BucketProps}
     * @param own the props that the construct sets itself
     * @throws IllegalArgumentException if one of the construct's own props is specified
     */
    static void apply(String what, Class<?> struct, @Nullable Object props, Object builder, Set<String> own) {
        if (props == null) {
            return;
        }
        Set<String> refused = new TreeSet<>();
        for (Method getter : struct.getMethods()) {
            Object value =
                    getter.getName().startsWith("get") && getter.getParameterCount() == 0 ? call(getter, props) : null;
            if (value == null) {
                continue;
            }
            String prop = getter.getName().substring(3);
            if (own.stream().anyMatch(prop::equalsIgnoreCase)) {
                refused.add(Character.toLowerCase(prop.charAt(0)) + prop.substring(1));
            } else {
                call(setter(builder, prop, value), builder, value);
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(what + " sets " + String.join(", ", refused)
                    + ", which the data store sets itself. Remove it, or pass an existing resource instead.");
        }
    }

    private static Method setter(Object builder, String prop, Object value) {
        return Arrays.stream(builder.getClass().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(prop) && method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0].isInstance(value))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The CDK builder has no method for the prop " + prop + "."));
    }

    private static Object call(Method method, Object target, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
