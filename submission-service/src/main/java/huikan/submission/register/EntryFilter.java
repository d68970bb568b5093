package huikan.submission.register;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.submission.register.RegisterKind.Field;
import huikan.submission.register.RegisterKind.ValueType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for: what is in the register on a day.
 *
 * @param openly only what is published
 * @param words that they say in one of their fields, in small letters; empty for all
 */
record EntryFilter(RegisterKind kind, LocalDate day, boolean openly, String words) {

    private static final int LONGEST = 100;

    /**
     * @param search as it was typed; null for all
     * @throws huikan.service.problem.ProblemException 422
     */
    static EntryFilter of(RegisterKind kind, LocalDate day, boolean openly, @Nullable String search) {
        String words = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
        if (words.length() > LONGEST) {
            throw HttpProblem.INVALID.because(
                    "The parameter \"q\" has at most " + LONGEST + " characters.",
                    List.of(new FieldError("", "parameter.q", "at most " + LONGEST + " characters")));
        }
        return new EntryFilter(kind, day, openly, words);
    }

    EntryFilter onlyOpen() {
        return new EntryFilter(kind, day, true, words);
    }

    boolean fits(Entry one) {
        return one.on(day)
                .filter(state -> (!openly || state.published()) && says(state.values()))
                .isPresent();
    }

    private boolean says(@Nullable Map<String, Object> values) {
        return words.isEmpty()
                || (values != null
                        && kind.fields().stream()
                                .flatMap(field -> texts(field, values.get(field.name())))
                                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words)));
    }

    /** As people read it: a choice by what it is called, in either language. */
    private static Stream<String> texts(Field field, @Nullable Object value) {
        if (value == null || field.type() == ValueType.YES_NO) {
            return Stream.empty();
        }
        if (field.type() == ValueType.CHOICE) {
            return field.allChoices().stream()
                    .filter(choice -> choice.value().equals(value))
                    .flatMap(choice -> Stream.of(choice.zh(), choice.en()));
        }
        return Stream.of(value.toString());
    }
}
