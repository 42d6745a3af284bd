package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of the launcher finds every construct that it names. */
class LaterShellTest {
    private static final List<String> LATER = List.of(
            "declare -A names",
            "local -rA names",
            "declare -g name=1",
            "local -n other=$1",
            "declare -l lower",
            "mapfile -t lines <file",
            "readarray lines",
            "echo ${name^^}",
            "echo \"${names[0],,}\"",
            "echo ${name@Q}",
            "echo ${name: 0: -1}",
            "echo ${name:0:-1}",
            "echo ${names[-1]}",
            "make &>>log",
            "make |& tee log",
            "a) one ;&",
            "a) one ;;&",
            "coproc cat",
            "wait -n",
            "[[ -v name ]]",
            "test -v name",
            "[ -v name ]",
            "printf '%(%s)T' -1",
            "printf -v names[0] x",
            "exec {lock}>file",
            "read -r -N 3 name",
            "read -t 0.5 name",
            "echo {01..10}",
            "echo {1..10..2}",
            "echo $'\\u00e4'",
            "echo $BASHPID",
            "echo $EPOCHSECONDS",
            "shopt -s globstar",
            "echo ${ date; }",
            "source <(make)",
            "x=$(case $1 in a) echo b ;; esac)",
            "readlink -f file",
            "realpath file",
            "find . -printf x",
            "sed -i s/a/b/ file",
            "sed -n -r s/a/b/ file",
            "grep -oP x",
            "date -d now",
            "stat -c %s file",
            "mktemp -d",
            "head -n -1",
            "timeout 3 make");

    static Stream<String> later() {
        return LATER.stream();
    }

    @ParameterizedTest
    @MethodSource("later")
    void findsWhatLaterVersionsBrought(String line) {
        assertThat(LaterShell.in(line)).isNotEmpty();
    }

    @Test
    void hasAnExampleOfEveryConstruct() {
        Set<String> found = new TreeSet<>();
        LATER.forEach(line -> LaterShell.in(line).forEach(one -> found.add(one.substring(0, one.indexOf(": ")))));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(LaterShell.constructs().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names=()\nls \"${names[@]}\"",
                "read -r -a names\nfor name in \"${names[@]}\"; do :; done",
                "ls \"${names[*]}\"\nnames=(a)"
            })
    void findsArraysThatCanBeEmpty(String script) {
        assertThat(LaterShell.in(script)).singleElement().asString().endsWith(": names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names=(a)\nls \"${names[@]}\"",
                "ls ${names[@]+\"${names[@]}\"}",
                "IFS=: read -r -d '' -a names <file",
                "echo \"${name:-a}\" \"${name:0:1}\" \"${name%/*}\" \"${#name}\" ${!name}",
                "[[ $name =~ ^a+$ ]] && make >log 2>&1",
                "printf -v name %s x; local x=$(cat file)",
                "mktemp /tmp/x.XXXXXX; sed -n 's/a/b/p'; head -n 1",
                "# declare -A names"
            })
    void acceptsWhatBash32Has(String script) {
        assertThat(LaterShell.in(script)).isEmpty();
    }
}
