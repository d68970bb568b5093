package huikan.submission.rule;

import huikan.submission.rule.CheckRule.Severity;

/**
 * What one rule said of one place in a filing.
 *
 * @param passed also true where a failure was explained and may be
 * @param pointer RFC 6901, into the body
 * @param message the rule's sentence and the figures that it saw
 * @param explained an explanation was given and counted
 */
public record Check(
        String rule, Severity severity, boolean passed, String pointer, String message, boolean explained) {}
