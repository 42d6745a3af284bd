package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Reads an intrinsic function's call: {@code States.Format('{} of {}', $.n, States.ArrayLength($.all))}. */
final class IntrinsicParser {
    private static final int DEEPEST = 10;

    private final String text;
    private final String field;
    private int at;

    IntrinsicParser(String text, String field) {
        this.text = text;
        this.field = field;
    }

    /** @throws IllegalArgumentException with a message for the definition's author */
    Expression parse() {
        Expression call = call(1);
        skipBlanks();
        if (at != text.length()) {
            throw wrong("there is something after the end of the call");
        }
        return call;
    }

    private Intrinsic call(int depth) {
        if (depth > DEEPEST) {
            throw wrong("calls are nested deeper than " + DEEPEST);
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String name = text.substring(start, at);
        Intrinsics function = Intrinsics.named(name);
        if (function == null) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not an intrinsic function; there are " + Intrinsics.names());
        }
        skipBlanks();
        expect('(');
        List<Expression> arguments = new ArrayList<>();
        skipBlanks();
        if (peek() == ')') {
            at++;
        } else {
            do {
                skipBlanks();
                arguments.add(argument(depth, function == Intrinsics.FORMAT && arguments.isEmpty()));
                skipBlanks();
            } while (comma());
            expect(')');
        }
        if (!function.takes(arguments.size())) {
            throw wrong(name + " takes " + function.arity() + ", not " + arguments.size());
        }
        return new Intrinsic(text.substring(start, at), function, List.copyOf(arguments));
    }

    private Expression argument(int depth, boolean isFormat) {
        char first = peek();
        if (first == '\'') {
            return constant(TextNode.valueOf(quoted(isFormat)));
        }
        if (first == '$') {
            return Path.parse(path(), field);
        }
        if (text.startsWith("States.", at)) {
            return call(depth + 1);
        }
        int start = at;
        while (at < text.length() && ",) ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return constant(literal(text.substring(start, at)));
    }

    private JsonNode literal(String word) {
        switch (word) {
            case "null":
                return NullNode.instance;
            case "true":
                return BooleanNode.TRUE;
            case "false":
                return BooleanNode.FALSE;
            default:
                break;
        }
        try {
            if (word.matches("-?\\d+")) {
                long number = Long.parseLong(word);
                return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
            }
            if (word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
                return DoubleNode.valueOf(Double.parseDouble(word));
            }
        } catch (NumberFormatException tooLong) {
            throw wrong("'" + word + "' is too long a number");
        }
        throw wrong(
                "'" + word + "' is not an argument: write a path, 'a string', a number, true, false, null or a call");
    }

    private String quoted(boolean isFormat) {
        StringBuilder value = new StringBuilder();
        at++;
        while (peek() != '\'') {
            char next = text.charAt(at++);
            if (next == '\\') {
                next = peek();
                at++;
                if ("'\\{}".indexOf(next) < 0) {
                    throw wrong("\\" + next + " is not an escape: \\' \\\\ \\{ and \\} are");
                }
                if (isFormat && next == '{') {
                    next = Intrinsics.LITERAL_OPEN;
                } else if (isFormat && next == '}') {
                    next = Intrinsics.LITERAL_CLOSE;
                }
            }
            value.append(next);
        }
        at++;
        return value.toString();
    }

    /** A path ends at a comma or bracket that is not inside its own brackets or quotes. */
    private String path() {
        int start = at;
        int open = 0;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[' || c == '(') {
                open++;
            } else if (open > 0 && (c == ']' || c == ')')) {
                open--;
            } else if (open == 0 && (c == ',' || c == ')' || c == ' ')) {
                break;
            }
        }
        return text.substring(start, at);
    }

    private static Expression constant(JsonNode value) {
        return data -> value;
    }

    private boolean comma() {
        if (peek() == ',') {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' is expected at character " + (at + 1));
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("it ends too early");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("'" + text + "' is not an intrinsic function's call: " + what);
    }
}
