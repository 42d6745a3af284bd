package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds secrets by the forms that their issuers give them, or by the names before them. One pass looks for the marks that
 * every form has; a form is tried only where one of its marks stands, and where enough of what a secret is made of stands
 * around it. Every form is bounded, so the time grows with the text and not faster.
 */
public final class Secrets implements Detector {
    private static final List<SecretForm> FORMS = forms();
    private static final Map<String, List<SecretForm>> BY_MARK = byMark();
    private static final Marks MARKS = new Marks(BY_MARK.keySet());

    /** A secret, and how early its form stands in the list: the earlier says more of what it is. */
    private record Found(Sensitive secret, int form) {}

    private static List<SecretForm> forms() {
        return Stream.of(
                        Stream.of(new PrivateKey(), new AddressPassword()),
                        IssuedTokens.ALL.stream(),
                        NamedSecrets.ALL.stream())
                .flatMap(forms -> forms)
                .toList();
    }

    private static Map<String, List<SecretForm>> byMark() {
        Map<String, List<SecretForm>> byMark = new LinkedHashMap<>();
        FORMS.forEach(form -> form.marks()
                .forEach(mark ->
                        byMark.computeIfAbsent(mark, none -> new ArrayList<>(1)).add(form)));
        return byMark;
    }

    @Override
    public boolean mayHold(byte[] bytes, int from, int to) {
        return MARKS.anyIn(bytes, from, to, (mark, b, end, limit) -> {
            for (SecretForm form : BY_MARK.get(mark)) {
                if (form.promising(b, end - mark.length(), end, from, limit)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** In their order, none overlapping another; what stands in a secret's place in documentation is none. */
    @Override
    public List<Sensitive> in(String text) {
        byte[] ascii = Ascii.of(text);
        List<Found> all = new ArrayList<>();
        MARKS.anyIn(ascii, 0, ascii.length, (mark, b, end, limit) -> {
            for (SecretForm form : BY_MARK.get(mark)) {
                if (form.promising(b, end - mark.length(), end, 0, limit)) {
                    find(form, text, end - mark.length(), all);
                }
            }
            return false;
        });
        all.sort(Comparator.<Found>comparingInt(found -> found.secret().start())
                .thenComparingInt(Found::form)
                .thenComparingInt(found -> -found.secret().end()));
        List<Sensitive> found = new ArrayList<>();
        for (Found next : all) {
            if (found.isEmpty()
                    || next.secret().start() >= found.get(found.size() - 1).end()) {
                found.add(next.secret());
            }
        }
        return found;
    }

    private static void find(SecretForm form, String text, int mark, List<Found> all) {
        SecretForm.Span span = form.find(text, mark);
        if (span == null) {
            return;
        }
        String value = text.substring(span.start(), span.end());
        boolean placeholder = form instanceof AddressPassword ? Placeholders.isPassword(value) : Placeholders.is(value);
        if (!placeholder) {
            all.add(new Found(Sensitive.of(form.name(), text, span.start(), span.end()), FORMS.indexOf(form)));
        }
    }
}
