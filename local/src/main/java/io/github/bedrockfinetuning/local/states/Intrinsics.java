package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/**
 * The intrinsic functions, with their service's limits.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
enum Intrinsics {
    ARRAY("Array", 0, Integer.MAX_VALUE) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            ArrayNode array = NODES.arrayNode(arguments.size());
            arguments.forEach(array::add);
            return array;
        }
    },
    ARRAY_PARTITION("ArrayPartition", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            JsonNode array = array(arguments.get(0));
            int size = whole(arguments.get(1));
            require(size > 0, "the size of a part has to be positive, not " + size);
            ArrayNode parts = NODES.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                (i % size == 0 ? parts.addArray() : (ArrayNode) parts.get(parts.size() - 1)).add(array.get(i));
            }
            return parts;
        }
    },
    ARRAY_CONTAINS("ArrayContains", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            for (JsonNode element : array(arguments.get(0))) {
                if (Payload.same(element, arguments.get(1))) {
                    return BooleanNode.TRUE;
                }
            }
            return BooleanNode.FALSE;
        }
    },
    ARRAY_RANGE("ArrayRange", 3, 3) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            int first = whole(arguments.get(0));
            int last = whole(arguments.get(1));
            int step = whole(arguments.get(2));
            require(step != 0, "the step cannot be 0");
            ArrayNode range = NODES.arrayNode();
            for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
                require(range.size() < 1000, "the range has more than 1000 elements");
                range.add((int) value);
            }
            return range;
        }
    },
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            JsonNode array = array(arguments.get(0));
            int index = whole(arguments.get(1));
            require(
                    index >= 0 && index < array.size(),
                    "the array has " + array.size() + " elements, none at " + index);
            return array.get(index);
        }
    },
    ARRAY_LENGTH("ArrayLength", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            return IntNode.valueOf(array(arguments.get(0)).size());
        }
    },
    ARRAY_UNIQUE("ArrayUnique", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            Set<JsonNode> unique = new LinkedHashSet<>();
            array(arguments.get(0)).forEach(unique::add);
            return NODES.arrayNode().addAll(unique);
        }
    },
    BASE64_ENCODE("Base64Encode", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            byte[] bytes = shortText(arguments.get(0)).getBytes(StandardCharsets.UTF_8);
            return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
        }
    },
    BASE64_DECODE("Base64Decode", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            byte[] bytes = Base64.getDecoder().decode(shortText(arguments.get(0)));
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        }
    },
    HASH("Hash", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            String data = arguments.get(0).isTextual()
                    ? arguments.get(0).asText()
                    : arguments.get(0).toString();
            require(data.length() <= LONGEST, "the data has more than " + LONGEST + " characters");
            String algorithm = text(arguments.get(1));
            require(HASHES.contains(algorithm), "the algorithm has to be one of " + HASHES + ", not " + algorithm);
            try {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(data.getBytes(StandardCharsets.UTF_8));
                return TextNode.valueOf(HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException absent) {
                throw new IllegalStateException(absent);
            }
        }
    },
    JSON_MERGE("JsonMerge", 3, 3) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            require(arguments.get(0).isObject() && arguments.get(1).isObject(), "both have to be JSON objects");
            require(
                    arguments.get(2).equals(BooleanNode.FALSE),
                    "only the shallow merge exists: the third has to be false");
            ObjectNode merged = NODES.objectNode();
            merged.setAll((ObjectNode) arguments.get(0));
            merged.setAll((ObjectNode) arguments.get(1));
            return merged;
        }
    },
    STRING_TO_JSON("StringToJson", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            try {
                JsonNode value = JSON.readTree(text(arguments.get(0)));
                return value == null || value.isMissingNode() ? NODES.nullNode() : value;
            } catch (JsonProcessingException invalid) {
                throw new IllegalArgumentException("not JSON: " + invalid.getOriginalMessage(), invalid);
            }
        }
    },
    JSON_TO_STRING("JsonToString", 1, 1) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            return TextNode.valueOf(arguments.get(0).toString());
        }
    },
    MATH_RANDOM("MathRandom", 2, 3) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            int from = whole(arguments.get(0));
            int to = whole(arguments.get(1));
            require(from < to, "the end has to be above the start");
            double fraction =
                    arguments.size() == 2 ? chance.fraction() : new Random(whole(arguments.get(2))).nextDouble();
            return IntNode.valueOf((int) (from + (long) (fraction * ((long) to - from))));
        }
    },
    MATH_ADD("MathAdd", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            long sum = (long) whole(arguments.get(0)) + whole(arguments.get(1));
            require(sum == (int) sum, "the sum " + sum + " is out of the range of 32-bit integers");
            return IntNode.valueOf((int) sum);
        }
    },
    STRING_SPLIT("StringSplit", 2, 2) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            ArrayNode parts = NODES.arrayNode();
            // Every character of the second is a delimiter, and delimiters in a row count as one.
            StringTokenizer tokens = new StringTokenizer(text(arguments.get(0)), text(arguments.get(1)));
            while (tokens.hasMoreTokens()) {
                parts.add(tokens.nextToken());
            }
            return parts;
        }
    },
    UUID("UUID", 0, 0) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            return TextNode.valueOf(chance.uuid());
        }
    },
    FORMAT("Format", 1, Integer.MAX_VALUE) {
        @Override
        JsonNode apply(List<JsonNode> arguments, Chance chance) {
            String template = text(arguments.get(0));
            StringBuilder formatted = new StringBuilder();
            int used = 1;
            int at = 0;
            for (int hole = template.indexOf("{}"); hole >= 0; hole = template.indexOf("{}", at)) {
                require(used < arguments.size(), "there are more {} than values");
                formatted.append(template, at, hole).append(shown(arguments.get(used++)));
                at = hole + 2;
            }
            require(used == arguments.size(), "there are more values than {}");
            formatted.append(template.substring(at));
            return TextNode.valueOf(
                    formatted.toString().replace(LITERAL_OPEN, '{').replace(LITERAL_CLOSE, '}'));
        }
    };

    /** Stand for the escaped braces of a format string between parsing and formatting; no text contains non-characters. */
    static final char LITERAL_OPEN = '\uFDD0';

    static final char LITERAL_CLOSE = '\uFDD1';

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST = 10_000;
    private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private final String name;
    private final int fewest;
    private final int most;

    Intrinsics(String name, int fewest, int most) {
        this.name = "States." + name;
        this.fewest = fewest;
        this.most = most;
    }

    /** @throws IllegalArgumentException if the values are not what it takes */
    abstract JsonNode apply(List<JsonNode> arguments, Chance chance);

    /** Null if there is none of that name. */
    static Intrinsics named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    static String names() {
        return Arrays.stream(values()).map(function -> function.name).sorted().collect(Collectors.joining(", "));
    }

    boolean takes(int arguments) {
        return arguments >= fewest && arguments <= most;
    }

    String arity() {
        if (most == Integer.MAX_VALUE) {
            return "at least " + fewest + " argument" + (fewest == 1 ? "" : "s");
        }
        return (fewest == most ? "" : fewest + " or ") + most + " argument" + (most == 1 ? "" : "s");
    }

    private static JsonNode array(JsonNode value) {
        require(value.isArray(), "an array is needed, not " + value);
        return value;
    }

    private static String text(JsonNode value) {
        require(value.isTextual(), "a string is needed, not " + value);
        return value.asText();
    }

    private static String shortText(JsonNode value) {
        require(text(value).length() <= LONGEST, "the string has more than " + LONGEST + " characters");
        return value.asText();
    }

    /** Numbers that are not whole are rounded, as the service does. */
    private static int whole(JsonNode value) {
        require(value.isNumber(), "a number is needed, not " + value);
        long rounded = value.isIntegralNumber() ? value.asLong() : Math.round(value.asDouble());
        require(rounded == (int) rounded, value + " is out of the range of 32-bit integers");
        return (int) rounded;
    }

    private static String shown(JsonNode value) {
        require(!value.isContainerNode(), "an array or object cannot be formatted: use States.JsonToString");
        return value.asText();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
