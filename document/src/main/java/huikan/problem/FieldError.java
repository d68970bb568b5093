package huikan.problem;

/**
 * One thing that is wrong, and where.
 *
 * @param pointer RFC 6901 JSON pointer into the body; empty for the whole of it
 * @param code a stable word for programs
 * @param message a sentence for people: what came and what was allowed
 */
public record FieldError(String pointer, String code, String message) {}
