package huikan.service.problem;

import java.util.Locale;

/** Errors that any HTTP service can answer. */
public enum HttpProblem implements Problem {
    UNREADABLE(400, "The request cannot be read"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is no such thing, or not for you"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be answered"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not read here"),
    INVALID(422, "The request is understood but not acceptable"),
    IF_MATCH_MISSING(428, "Say which version you saw, in If-Match"),
    STALE(412, "The thing has changed since you saw it"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "A part that is needed is not there at the moment"),
    TIMED_OUT(504, "A part that is needed did not answer in time");

    private final Kind kind;

    HttpProblem(int status, String title) {
        this.kind = new Kind(name().toLowerCase(Locale.ROOT).replace('_', '-'), status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** The catalogue's word for a bare status. */
    public static HttpProblem ofStatus(int status) {
        for (HttpProblem problem : values()) {
            if (problem.kind.status() == status) {
                return problem;
            }
        }
        return status >= 400 && status < 500 ? UNREADABLE : INTERNAL;
    }
}
