package huikan.submission.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.submission.version.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What registers of one kind have in each entry, and which figures they count.
 *
 * @param version see {@link Versioned}
 * @param published what an agency publishes of it may be read by everybody
 * @param against the AGENCY field that tells against whom an entry is: its counts are told of that agency, too; null where it is
 *     against nobody
 */
public record RegisterKind(
        String id,
        int version,
        String title,
        String titleEn,
        List<Field> fields,
        boolean published,
        List<Count> counts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String against)
        implements Versioned<RegisterKind> {

    /** How a value is written. */
    public enum ValueType {
        TEXT,
        /** A whole number of 0 or more. */
        NUMBER,
        DATE,
        /** The code of an agency that there is. */
        AGENCY,
        CHOICE,
        YES_NO
    }

    /**
     * One thing that is said in an entry.
     *
     * @param choices of a CHOICE; none of the others
     * @param key what has the same in all key fields is the same entry
     */
    public record Field(
            String name,
            String zh,
            String en,
            ValueType type,
            boolean required,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Choice> choices,

            boolean key) {

        List<Choice> allChoices() {
            return Objects.requireNonNullElse(choices, List.of());
        }
    }

    /** One that may be chosen. */
    public record Choice(String value, String zh, String en) {}

    /**
     * A figure that the entries make.
     *
     * @param where all must hold of an entry that counts
     * @param dated the field whose date falls into the period; null counts what is in the register at its end
     * @param sum the field that is added up; null counts entries
     */
    public record Count(
            String indicator,
            List<Condition> where,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String dated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String sum) {}

    /**
     * A field has one of these.
     *
     * @param is values as they are written in JSON, such as {@code CLOSED} or {@code true}
     */
    public record Condition(String field, List<String> is) {

        boolean holds(Map<String, Object> values) {
            return is.contains(String.valueOf(values.get(field)));
        }
    }

    /** Against whom an entry is. */
    @Nullable
    String against(@Nullable Map<String, Object> values) {
        Object named = against == null || values == null ? null : values.get(against);
        return named == null ? null : named.toString();
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    List<Field> key() {
        return fields.stream().filter(Field::key).toList();
    }

    /** What people know an entry by. */
    String called(Map<String, Object> values) {
        return key().stream()
                .map(field -> String.valueOf(values.get(field.name())))
                .collect(Collectors.joining(" "));
    }

    @Override
    public RegisterKind numbered(int number) {
        return new RegisterKind(id, number, title, titleEn, fields, published, counts, against);
    }
}
