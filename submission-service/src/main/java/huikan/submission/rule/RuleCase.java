package huikan.submission.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.filing.Filing;
import huikan.filing.Filing.SectionKind;
import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.rule.CheckRules.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A filing and what a rule must say of it. What is not given is that of a county in the year 2023.
 *
 * @param sees must be in the message of the first check that fails
 * @param filing a filing without its cycle and agency
 * @param before the same of the year before
 * @param required indicators that the form requires
 * @param wholes its rates that are the shares of one whole, a list for each whole
 * @param sections that it asks for
 * @param counted what registers come to, by indicator, and findings, by the names that relations have for it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleCase(
        @Nullable String name,
        Expect expect,
        @Nullable String sees,
        @JsonInclude JsonNode filing,
        @Nullable JsonNode before,
        @Nullable AgencyLevel level,
        @Nullable List<String> required,
        @Nullable List<List<String>> wholes,
        @Nullable List<SectionKind> sections,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate dueOn,
        @Nullable Boolean late,
        @Nullable LocalDate periodEnd,
        @Nullable Map<String, Long> counted) {

    private static final LocalDate PERIOD_END = LocalDate.of(2023, 12, 31);
    private static final LocalDate RECEIVED_ON = LocalDate.of(2024, 2, 1);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the rule says. */
    public enum Expect {
        PASSES,
        FAILS,
        DOES_NOT_APPLY,
        /** It would fail and has an explanation that counts. */
        EXPLAINED
    }

    /** Why the rule does not do what is expected of it; empty where it does. */
    Optional<String> unmet(CheckRules rules, CompiledRule rule) {
        Optional<String> unreadable =
                unreadable(filing).or(() -> before == null ? Optional.empty() : unreadable(before));
        if (unreadable.isPresent()) {
            return unreadable;
        }
        List<Check> checks = rules.checkAlone(rule, read(filing), context(rules.definitions()));
        Optional<Check> failed =
                checks.stream().filter(check -> !check.passed()).findFirst();
        Expect came = came(checks, failed.isPresent());
        if (came != expect) {
            return Optional.of("expected " + expect + ", came " + came
                    + failed.map(one -> ": " + one.message()).orElse(""));
        }
        return failed.map(Check::message)
                .filter(message -> !message.contains(Objects.requireNonNullElse(sees, "")))
                .map(message -> "the message is \"" + message + "\"");
    }

    private static Expect came(List<Check> checks, boolean failed) {
        if (checks.isEmpty()) {
            return Expect.DOES_NOT_APPLY;
        }
        if (failed) {
            return Expect.FAILS;
        }
        return checks.stream().anyMatch(Check::explained) ? Expect.EXPLAINED : Expect.PASSES;
    }

    private Context context(Map<String, Definition> indicators) {
        return new Context(
                Objects.requireNonNullElse(level, AgencyLevel.COUNTY),
                Objects.requireNonNullElse(periodEnd, PERIOD_END),
                indicators,
                Objects.requireNonNullElse(required, List.of()),
                Objects.requireNonNullElse(wholes, List.of()),
                Objects.requireNonNullElse(sections, List.of()),
                Objects.requireNonNullElse(receivedOn, RECEIVED_ON),
                dueOn,
                Boolean.TRUE.equals(late),
                before == null ? Map.of() : read(before).indicators().own(),
                Objects.requireNonNullElse(counted, Map.of()));
    }

    private static Optional<String> unreadable(JsonNode parts) {
        if (!(parts instanceof ObjectNode)) {
            return Optional.of("a filing is an object");
        }
        return switch (whole(parts)) {
            case FilingRead.Unreadable unreadable -> Optional.of(unreadable.why());
            case FilingRead.Malformed malformed ->
                Optional.of("the filing is malformed at "
                        + malformed.errors().getFirst().pointer());
            case WellFormed wellFormed -> Optional.empty();
        };
    }

    private static Filing read(JsonNode parts) {
        return ((WellFormed) whole(parts)).filing();
    }

    private static FilingRead whole(JsonNode parts) {
        ObjectNode whole = ((ObjectNode) parts).deepCopy().put("cycle", "case").put("agency", "210902-gov");
        return FilingReader.read(JSON.writeValueAsBytes(whole));
    }
}
