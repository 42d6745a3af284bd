package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.ArrayList;
import java.util.List;

/**
 * The groups of letters and digits in which long numbers are printed. They are separated only by a space, a hyphen, a
 * period, or a line end.
 */
final class Groups {
    /** The characters of a group without separators, and its position. */
    record Group(String text, int start, int end) {}

    private final List<Group> groups = new ArrayList<>();
    private final List<String> separators = new ArrayList<>();

    private Groups() {}

    /**
     * Reads the groups at a position.
     *
     * @param most the maximum number of characters in all groups to read; the last group is read completely
     * @param lettersToo whether capital letters count in the same way as digits
     */
    static Groups at(String plain, int start, int most, boolean lettersToo) {
        Groups found = new Groups();
        int at = start;
        int length = 0;
        while (length < most) {
            int end = at;
            while (end < plain.length() && counts(plain.charAt(end), lettersToo)) {
                end++;
            }
            if (end == at) {
                break;
            }
            found.groups.add(new Group(plain.substring(at, end), at, end));
            length += end - at;
            int next = separated(plain, end);
            if (next < 0 || next >= plain.length() || !counts(plain.charAt(next), lettersToo)) {
                break;
            }
            found.separators.add(plain.substring(end, next));
            at = next;
        }
        if (found.separators.size() >= found.groups.size() && !found.separators.isEmpty()) {
            found.separators.remove(found.separators.size() - 1);
        }
        return found;
    }

    private static boolean counts(char c, boolean lettersToo) {
        return c >= '0' && c <= '9' || lettersToo && c >= 'A' && c <= 'Z';
    }

    /** Returns the position of the next group, or -1 if the separator is not valid. */
    private static int separated(String plain, int at) {
        int i = at;
        int signs = 0;
        int lines = 0;
        while (i < plain.length() && i - at < 4) {
            char c = plain.charAt(i);
            if (c == '-' || c == '.') {
                signs++;
            } else if (c == '\n') {
                lines++;
            } else if (c != ' ') {
                break;
            }
            i++;
        }
        return i == at || signs > 1 || lines > 1 ? -1 : i;
    }

    List<Group> all() {
        return groups;
    }

    /** Checks whether the first groups have the same separator. One of the separators can be a line end. */
    boolean partedAlike(int count) {
        String sign = null;
        int lines = 0;
        for (int i = 0; i + 1 < count; i++) {
            String separator = separators.get(i);
            if (separator.indexOf('\n') >= 0) {
                lines++;
            } else if (sign == null) {
                sign = separator.strip();
            } else if (!sign.equals(separator.strip())) {
                return false;
            }
        }
        return lines <= 1;
    }
}
