package io.github.bedrockfinetuning.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds constructs in a shell script that bash 3.2 or the tools of macOS do not have. macOS ships bash 3.2.57.
 *
 * @see <a href="https://tiswww.case.edu/php/chet/bash/CHANGES">Changes in each version of bash</a>
 */
final class LaterShell {
    /** The constructs by name, with the version of bash that introduced them. */
    private static final Map<String, Pattern> CONSTRUCTS = new LinkedHashMap<>();

    static {
        construct("associative arrays (4.0)", "\\b(declare|local|typeset|readonly|export)\\s+(-\\w+\\s+)*-\\w*A");
        construct("global declarations (4.2)", "\\b(declare|typeset)\\s+(-\\w+\\s+)*-\\w*g");
        construct("name references (4.3)", "\\b(declare|local|typeset|readonly)\\s+(-\\w+\\s+)*-\\w*n");
        construct("case attributes (4.0)", "\\b(declare|local|typeset)\\s+(-\\w+\\s+)*-\\w*[luc]");
        construct("mapfile and readarray (4.0)", "\\b(mapfile|readarray)\\b");
        construct("case modification (4.0)", "\\$\\{!?\\w+(\\[[^]]*\\])?(\\^|,|~)");
        construct("transformation (4.4)", "\\$\\{!?\\w+(\\[[^]]*\\])?@[A-Za-z]\\}");
        construct("negative lengths (4.2)", "\\$\\{\\w+(\\[[^]]*\\])?:(?![-=?+])[^}:]*:\\s*\\(?-");
        construct("negative subscripts (4.2)", "\\w\\[-\\d");
        construct("redirection of both streams by appending (4.0)", "&>>");
        construct("pipes of both streams (4.0)", "\\|&");
        construct("falling through in case (4.0)", ";;&|;&");
        construct("coprocesses (4.0)", "^\\s*coproc\\b");
        construct("wait -n, -p, -f (4.3)", "\\bwait\\s+-[npf]");
        construct("tests for variables (4.2)", "(\\[\\[?|\\btest)\\s+(!\\s+)?-[vR]\\s");
        construct("time formats (4.2)", "\\bprintf\\b.*%[-0-9]*\\(");
        construct("printf into array elements (4.1)", "\\bprintf\\s+-v\\s+\\S*\\[");
        construct("descriptors in variables (4.1)", "\\{\\w+\\}[<>]");
        construct("read -N, -i and fractions of seconds (4.0)", "\\bread\\b[^|;]*\\s-\\w*([Ni]|t\\s*\\d*\\.\\d)");
        construct(
                "zero padding and steps in braces (4.0)",
                "\\{(0\\d+\\.\\.\\d+|\\d+\\.\\.0\\d+|\\w+\\.\\.\\w+\\.\\.-?\\d+)\\}");
        construct("Unicode escapes (4.2)", "\\$'[^']*\\\\[uU]");
        construct(
                "later variables",
                "\\b(BASHPID|EPOCHSECONDS|EPOCHREALTIME|SRANDOM|BASH_ARGV0|BASH_XTRACEFD|PROMPT_DIRTRIM)\\b");
        construct(
                "later shell options",
                "\\bshopt\\b.*\\b(globstar|lastpipe|autocd|dirspell|checkjobs|inherit_errexit|localvar_inherit|globasciiranges"
                        + "|assoc_expand_once|patsub_replacement)\\b");
        construct("command substitution without a process (5.3)", "\\$\\{[ |]");
        construct("sourced process substitution (fails before 4.0)", "(^|[;&|]\\s*)(source|\\.)\\s+<\\(");
        construct(
                "case patterns in command substitution (fail to parse before 4.0)", "\\$\\([^)]*\\bcase\\b.*\\bin\\b");
        construct("GNU readlink, realpath", "\\breadlink\\s+-\\w*[fem]|\\brealpath\\b");
        construct("GNU find", "\\bfind\\b.*\\s-(printf|quit|readable|writable|executable|regextype)\\b");
        construct("GNU sed", "\\bsed\\s+(-\\w+\\s+)*(-\\w*[ir]\\b|--)");
        construct("GNU grep", "\\bgrep\\s+-\\w*P");
        construct(
                "GNU date, stat, cp, ln, mktemp",
                "\\b(date\\s+-d|stat\\s+-c|cp\\s+-\\w*[tu]\\b|ln\\s+-\\w*[rtT]\\b|mktemp\\b(?!.*XXX))");
        construct("GNU head and sort", "\\bhead\\s+-n\\s*-|\\bsort\\s+-\\w*V");
        construct("tools that macOS lacks", "^\\s*(timeout|setsid|nproc|tac|sha256sum|setpriv|getent)\\s");
    }

    /** An array that is expanded without ${array[@]+...}; with set -u, bash before 4.4 fails if it has no elements. */
    private static final Pattern EXPANDED = Pattern.compile("(\\+)?\"\\$\\{(\\w+)\\[[@*]\\]\\}\"");

    private static final String FILLED = "^\\s*%s=\\([^)\\s]";

    private LaterShell() {}

    private static void construct(String name, String pattern) {
        CONSTRUCTS.put(name, Pattern.compile(pattern));
    }

    static Map<String, Pattern> constructs() {
        return CONSTRUCTS;
    }

    /** Returns the constructs in a script, as "name: line". */
    static List<String> in(String script) {
        List<String> found = new ArrayList<>();
        for (String line : script.lines().toList()) {
            if (line.stripLeading().startsWith("#")) {
                continue;
            }
            CONSTRUCTS.forEach((name, pattern) -> {
                if (pattern.matcher(line).find()) {
                    found.add(name + ": " + line.strip());
                }
            });
        }
        for (String array : unguarded(script)) {
            found.add("an array that can be empty (fails with set -u before 4.4): " + array);
        }
        return found;
    }

    /** Returns the arrays that are expanded without a guard although no assignment gives them an element first. */
    private static TreeSet<String> unguarded(String script) {
        TreeSet<String> arrays = new TreeSet<>();
        Matcher use = EXPANDED.matcher(script);
        while (use.find()) {
            String before = script.substring(0, use.start());
            boolean filled = Pattern.compile(FILLED.formatted(use.group(2)), Pattern.MULTILINE)
                    .matcher(before)
                    .find();
            if (use.group(1) == null && !filled) {
                arrays.add(use.group(2));
            }
        }
        return arrays;
    }
}
