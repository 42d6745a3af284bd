package io.github.bedrockfinetuning.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates an upper bound for the number of instructions in a compiled regular expression. Counted repetitions
 * multiply, so a few characters can require gigabytes: {@code ((a{1000}){1000}){1000}}.
 */
final class PatternSize {
    private static final long ENOUGH = 1L << 40;

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private int at;
    /** The size of the open group. */
    private long size;
    /** The size of the group's last atom, which a quantifier repeats. */
    private long last;

    private PatternSize(String regex) {
        this.regex = regex;
    }

    static long of(String regex) {
        PatternSize size = new PatternSize(regex);
        while (size.at < regex.length()) {
            size.next();
        }
        long all = size.size;
        for (long open : size.outer) {
            all += open;
        }
        return all;
    }

    private void next() {
        char c = regex.charAt(at);
        switch (c) {
            case '\\':
                escape();
                break;
            case '[':
                at = endOfClass(at);
                // A class with many ranges is one instruction, as is a case-folded or negated class.
                atom(1);
                break;
            case '(':
                outer.push(size);
                size = 2;
                at++;
                break;
            case ')':
                at++;
                long inner = size;
                size = outer.isEmpty() ? 0 : outer.pop();
                atom(inner);
                break;
            case '{':
                counted();
                break;
            default:
                at++;
                atom(1);
        }
    }

    private void atom(long of) {
        last = of;
        size = Math.min(ENOUGH, size + of);
    }

    private void escape() {
        int quoted = regex.startsWith("\\Q", at) ? regex.indexOf("\\E", at) : -1;
        int end = Math.min(regex.length(), quoted >= 0 ? quoted + 2 : at + 2);
        atom(end - at);
        at = end;
    }

    private int endOfClass(int from) {
        int i = from + 1;
        // A bracket directly after the opening bracket is a literal.
        i += regex.startsWith("^", i) ? 1 : 0;
        i += regex.startsWith("]", i) ? 1 : 0;
        while (i < regex.length() && regex.charAt(i) != ']') {
            i += regex.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(regex.length(), i + 1);
    }

    /**
     * Reads a quantifier {m}, {m,}, or {m,n}, in which the larger number counts. Anything else in braces is plain
     * text.
     */
    private void counted() {
        int end = regex.indexOf('}', at);
        String inside = end < 0 ? "" : regex.substring(at + 1, end);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            at++;
            atom(1);
            return;
        }
        long most = 1;
        for (String number : inside.split(",")) {
            most = Math.max(most, number.isEmpty() ? 1 : Long.parseLong(number));
        }
        long repeated = Math.min(ENOUGH, last * most);
        size = Math.min(ENOUGH, size - last + repeated + 1);
        last = repeated;
        at = end + 1;
    }
}
