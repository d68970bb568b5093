package huikan.submission.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.problem.FieldError;
import huikan.submission.rule.CheckRule.Severity;
import java.util.regex.Pattern;

/**
 * What one rule said of one place in a filing.
 *
 * @param passed also true where a failure was explained and may be
 * @param pointer RFC 6901, into the body
 * @param message the rule's sentence and the figures that it saw
 * @param explained an explanation was given and counted
 * @param waived it failed, and the rule was waived for the agency or the cycle; told only where it is so
 */
public record Check(
        String rule,
        Severity severity,
        boolean passed,
        String pointer,
        String message,
        boolean explained,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean waived) {

    private static final Pattern FIGURES = Pattern.compile(" \\(\\w+=[^()]*\\)");

    public Check(String rule, Severity severity, boolean passed, String pointer, String message, boolean explained) {
        this(rule, severity, passed, pointer, message, explained, false);
    }

    /** What is refused by no rule, as a closed cycle, told like a check; its code stands for the rule. */
    public static Check refusal(FieldError error) {
        return new Check(error.code(), Severity.HARD, false, error.pointer(), error.message(), false);
    }

    /** The same of a rule that was waived: it passes, and says why. */
    public Check waived(String reason) {
        return passed
                ? this
                : new Check(rule, severity, true, pointer, message + "\uFF1B本规则已豁免\uFF1A" + reason, false, true);
    }

    /** The same without the figures that it saw: for whoever may not see them all. */
    public Check withoutFigures() {
        return new Check(
                rule, severity, passed, pointer, FIGURES.matcher(message).replaceAll(""), explained, waived);
    }

    /** What passed by itself is no news. */
    public boolean hasNews() {
        return !passed || explained || waived;
    }
}
