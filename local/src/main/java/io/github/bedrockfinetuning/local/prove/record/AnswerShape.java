package io.github.bedrockfinetuning.local.prove.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The members of a response with their types, and the values of its enums. All other values, including the keys of
 * maps, are data and are omitted. A JSON response is read as received, so it includes members and types that the SDK
 * does not model.
 */
final class AnswerShape {
    /** The replacement for a value that is not in the API's enum. */
    static final String UNLISTED = "a value that is not in the API's enum";

    private final Map<String, String> members = new TreeMap<>();
    private final Map<String, Set<String>> enums = new TreeMap<>();

    /** @param body the response as JSON; empty if it is not JSON */
    AnswerShape(SdkPojo answer, Optional<JsonNode> body) {
        if (body.isPresent()) {
            json(body.get(), answer.sdkFields(), "");
        } else {
            pojo(answer, "");
        }
        enums(answer, "");
    }

    Map<String, String> members() {
        return members;
    }

    Map<String, Set<String>> enums() {
        return enums;
    }

    private void json(JsonNode object, List<SdkField<?>> fields, String at) {
        object.properties().forEach(member -> {
            Optional<SdkField<?>> field = fields.stream()
                    .filter(one -> one.locationName().equals(member.getKey()))
                    .findFirst();
            json(member.getValue(), field, at + member.getKey());
        });
    }

    private void json(JsonNode value, Optional<SdkField<?>> field, String at) {
        if (value.isNull() || value.isContainerNode() && value.isEmpty()) {
            return;
        }
        members.put(at, value.getNodeType().name().toLowerCase(Locale.ROOT));
        Optional<ListTrait> list = field.flatMap(one -> one.getOptionalTrait(ListTrait.class));
        Optional<MapTrait> map = field.flatMap(one -> one.getOptionalTrait(MapTrait.class));
        if (value.isArray()) {
            value.forEach(element -> json(element, list.map(ListTrait::memberFieldInfo), at + "[]"));
        } else if (map.isPresent()) {
            value.forEach(element -> json(element, map.map(MapTrait::valueFieldInfo), at + "{}"));
        } else if (value.isObject()
                && field.map(SdkField::marshallingType).equals(Optional.of(MarshallingType.SDK_POJO))) {
            json(value, field.get().constructor().get().sdkFields(), at + ".");
        }
    }

    private void pojo(SdkPojo pojo, String at) {
        for (SdkField<?> field : pojo.sdkFields()) {
            pojoValue(field.getValueOrDefault(pojo), at + field.memberName());
        }
    }

    private void pojoValue(Object value, String at) {
        if (value == null
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()) {
            return;
        }
        members.put(at, value instanceof SdkPojo ? "object" : value instanceof List<?> ? "array" : type(value));
        if (value instanceof SdkPojo inner) {
            pojo(inner, at + ".");
        } else if (value instanceof List<?> list) {
            list.forEach(element -> pojoValue(element, at + "[]"));
        }
    }

    private static String type(Object value) {
        return value instanceof Map<?, ?>
                ? "object"
                : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private void enums(SdkPojo pojo, String at) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            String name = field.memberName();
            if (value instanceof String text) {
                if (method(pojo, name, "AsString").isPresent()) {
                    add(at + field.locationName(), listed(pojo, name, text));
                }
            } else if (value instanceof SdkPojo inner) {
                enums(inner, at + field.locationName() + ".");
            } else if (value instanceof List<?> list) {
                boolean listOfEnums = method(pojo, name, "AsStrings").isPresent();
                for (Object element : list) {
                    if (element instanceof SdkPojo inner) {
                        enums(inner, at + field.locationName() + "[].");
                    } else if (listOfEnums) {
                        add(at + field.locationName() + "[]", String.valueOf(element));
                    }
                }
            }
        }
    }

    private void add(String at, String value) {
        enums.computeIfAbsent(at, absent -> new TreeSet<>()).add(value);
    }

    /** Returns the value if it is in the API's enum, or a replacement otherwise. */
    private static String listed(SdkPojo pojo, String name, String value) {
        try {
            Object constant = pojo.getClass().getMethod(lower(name)).invoke(pojo);
            return value.equals(String.valueOf(constant)) ? value : UNLISTED;
        } catch (ReflectiveOperationException e) {
            return UNLISTED;
        }
    }

    /** Finds the method that returns an enum member as a string. The SDK has two methods for each enum member. */
    private static Optional<Method> method(SdkPojo pojo, String name, String suffix) {
        try {
            return Optional.of(pojo.getClass().getMethod(lower(name) + suffix));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static String lower(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
