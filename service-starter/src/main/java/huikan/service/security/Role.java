package huikan.service.security;

/** What a login may do for its agency. */
public enum Role {
    /** Files for its agency. */
    REPORTER,
    /** Decides on filings of the agencies below. */
    REVIEWER,
    /** Tracks what the agencies below owe. */
    SUPERVISOR,
    /** Visits and looks again. */
    INSPECTOR,
    /** Reads. */
    VIEWER,
    /** Keeps agencies, forms and cycles; belongs to no agency and writes no figures. */
    ADMIN
}
