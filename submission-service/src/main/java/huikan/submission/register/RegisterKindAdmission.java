package huikan.submission.register;

import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Measure;
import huikan.service.request.Bounds;
import huikan.service.request.Violations;
import huikan.submission.indicator.Indicators;
import huikan.submission.register.RegisterKind.Choice;
import huikan.submission.register.RegisterKind.Condition;
import huikan.submission.register.RegisterKind.Count;
import huikan.submission.register.RegisterKind.Field;
import huikan.submission.register.RegisterKind.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a kind of registers that comes over the API must be. */
@Component
class RegisterKindAdmission {

    private static final int MOST_FIELDS = 40;
    private static final int MOST_CHOICES = 100;
    private static final int MOST_COUNTS = 40;
    private static final int MOST_CONDITIONS = 5;
    private static final int LONGEST_NAME = 100;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern VALUE = Pattern.compile("[A-Z0-9][A-Z0-9_]{0,39}");
    private static final List<String> YES_OR_NO = List.of("true", "false");

    private final RegisterKinds kinds;
    private final Indicators indicators;

    RegisterKindAdmission(RegisterKinds kinds, Indicators indicators) {
        this.kinds = kinds;
        this.indicators = indicators;
    }

    /**
     * @param last the version that it follows; null for a new kind
     * @throws huikan.service.problem.ProblemException 422
     */
    void refuse(String id, RegisterKind kind, @Nullable RegisterKind last) {
        Violations errors = new Violations();
        errors.addIf(!ID.matcher(id).matches(), "/id", "text.malformed", "An id is " + ID.pattern() + ".");
        errors.addIf(!id.equals(kind.id()), "/id", "register.id", "The path says " + id + ".");
        errors.line("/title", kind.title(), LONGEST_NAME).line("/titleEn", kind.titleEn(), LONGEST_NAME);
        fields(errors, kind);
        errors.addIf(
                kind.against() != null && typeOf(kind, kind.against()) != ValueType.AGENCY,
                "/against",
                "register.type",
                "It is a field that is an AGENCY.");
        if (last != null) {
            follows(errors, kind, last);
        }
        counts(errors, kind);
        errors.refuse(RegisterProblem.INVALID);
    }

    private static void fields(Violations errors, RegisterKind kind) {
        errors.count("/fields", kind.fields().size(), 1, MOST_FIELDS);
        errors.addIf(kind.key().isEmpty(), "/fields", "register.key", "At least one field is the key.");
        Set<String> headings = new HashSet<>(EntryColumns.reserved());
        errors.each("/fields", kind.fields(), (at, field) -> {
            errors.addIf(
                    !NAME.matcher(field.name()).matches(),
                    at + "/name",
                    "text.malformed",
                    "A name is " + NAME.pattern() + ".");
            errors.line(at + "/zh", field.zh(), LONGEST_NAME).line(at + "/en", field.en(), LONGEST_NAME);
            for (String heading : Stream.of(field.name(), field.zh(), field.en())
                    .map(RegisterKindAdmission::folded)
                    .collect(Collectors.toSet())) {
                errors.addIf(
                        !headings.add(heading),
                        at,
                        "items.twice",
                        "Another column of a table is called " + heading + ".");
            }
            errors.addIf(field.key() && !field.required(), at + "/required", "register.key", "A key is always there.");
            choices(errors, at + "/choices", field);
        });
    }

    private static String folded(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT);
    }

    private static void choices(Violations errors, String pointer, Field field) {
        List<Choice> choices = field.allChoices();
        errors.count(
                pointer,
                choices.size(),
                field.type() == ValueType.CHOICE ? 1 : 0,
                field.type() == ValueType.CHOICE ? MOST_CHOICES : 0);
        errors.each(pointer, choices, (at, choice) -> {
            errors.addIf(
                    !VALUE.matcher(choice.value()).matches(),
                    at + "/value",
                    "text.malformed",
                    "A value is " + VALUE.pattern() + ".");
            errors.line(at + "/zh", choice.zh(), LONGEST_NAME).line(at + "/en", choice.en(), LONGEST_NAME);
        });
        List<String> words = new ArrayList<>();
        choices.forEach(one -> Stream.of(one.value(), one.zh(), one.en())
                .map(RegisterKindAdmission::folded)
                .distinct()
                .forEach(words::add));
        errors.distinct(pointer, words);
    }

    /** Entries stay readable, and stay the same. */
    private static void follows(Violations errors, RegisterKind kind, RegisterKind last) {
        errors.addIf(
                !Objects.equals(kind.against(), last.against()),
                "/against",
                "register.field",
                "Against whom entries are never changes.");
        for (Field before : last.fields()) {
            Field now = kind.field(before.name()).orElse(null);
            if (now == null) {
                errors.add(
                        "/fields",
                        "register.field",
                        "Entries have " + before.name() + ": a field stays, and may be one that is not required.");
            } else {
                String at = "/fields/" + kind.fields().indexOf(now);
                errors.addIf(
                        now.type() != before.type(),
                        at + "/type",
                        "register.field",
                        "Entries have it as " + before.type() + ".");
                errors.addIf(now.key() != before.key(), at + "/key", "register.key", "The key never changes.");
            }
        }
        errors.each(
                "/fields",
                kind.fields(),
                (at, field) -> errors.addIf(
                        field.key() && last.field(field.name()).isEmpty(),
                        at + "/key",
                        "register.key",
                        "The key never changes."));
    }

    private void counts(Violations errors, RegisterKind kind) {
        errors.count("/counts", kind.counts().size(), 0, MOST_COUNTS);
        errors.distinct("/counts", kind.counts().stream().map(Count::indicator).toList());
        if (kind.counts().isEmpty()) {
            return;
        }
        Map<String, Definition> defined = indicators.definitions();
        Set<String> others = kinds.all().stream()
                .filter(other -> !other.id().equals(kind.id()))
                .flatMap(other -> other.counts().stream())
                .map(Count::indicator)
                .collect(Collectors.toSet());
        errors.each("/counts", kind.counts(), (at, count) -> {
            Definition indicator = defined.get(count.indicator());
            if (indicator == null) {
                errors.add(at + "/indicator", "indicator.unknown", "There is no indicator " + count.indicator() + ".");
            } else {
                counted(errors, at, count, indicator);
            }
            errors.addIf(
                    others.contains(count.indicator()),
                    at + "/indicator",
                    "register.counted",
                    "Another register counts " + count.indicator() + ".");
            errors.addIf(
                    count.dated() != null && typeOf(kind, count.dated()) != ValueType.DATE,
                    at + "/dated",
                    "register.type",
                    "It is a field that is a DATE.");
            errors.addIf(
                    count.sum() != null && typeOf(kind, count.sum()) != ValueType.NUMBER,
                    at + "/sum",
                    "register.type",
                    "It is a field that is a NUMBER.");
            errors.count(at + "/where", count.where().size(), 0, MOST_CONDITIONS);
            errors.each(at + "/where", count.where(), (where, condition) -> condition(errors, where, condition, kind));
        });
    }

    private static void counted(Violations errors, String at, Count count, Definition indicator) {
        errors.addIf(
                indicator.type() != FigureType.COUNT,
                at + "/indicator",
                "register.type",
                "It is an indicator that is a COUNT.");
        boolean stock = indicator.meaning() != null && indicator.meaning().measure() == Measure.STOCK;
        errors.addIf(
                stock != (count.dated() == null),
                at + "/dated",
                "register.dated",
                stock
                        ? count.indicator() + " is a stock: null, for what is there at the end of the period."
                        : count.indicator() + " is a flow: say which date falls into the period.");
    }

    private static void condition(Violations errors, String at, Condition condition, RegisterKind kind) {
        ValueType type = typeOf(kind, condition.field());
        errors.count(at + "/is", condition.is().size(), 1, MOST_CHOICES).distinct(at + "/is", condition.is());
        if (type == null) {
            errors.add(at + "/field", "register.field-unknown", "There is no field " + condition.field() + ".");
            return;
        }
        List<String> possible = type == ValueType.YES_NO
                ? YES_OR_NO
                : kind.field(condition.field()).orElseThrow().allChoices().stream()
                        .map(Choice::value)
                        .toList();
        errors.each(at + "/is", condition.is(), (value, is) -> {
            errors.addIf(is.length() > Bounds.LINE, value, "text.too-long", "At most " + Bounds.LINE + ".");
            errors.addIf(
                    (type == ValueType.CHOICE || type == ValueType.YES_NO) && !possible.contains(is),
                    value,
                    "register.choice",
                    "One of " + possible + ".");
        });
    }

    private static @Nullable ValueType typeOf(RegisterKind kind, String field) {
        return kind.field(field).map(Field::type).orElse(null);
    }
}
