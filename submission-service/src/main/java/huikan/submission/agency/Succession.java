package huikan.submission.agency;

import java.time.LocalDate;
import java.util.List;

/**
 * An agency ended: it was merged into one, split into several, or dissolved. What it filed stays where it was filed.
 *
 * @param on the first day on which it is there no more
 * @param successors who does its work from that day on; nobody where it was dissolved
 * @param by the login
 */
public record Succession(LocalDate on, List<String> successors, String reason, String by) {}
