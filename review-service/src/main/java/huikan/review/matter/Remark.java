package huikan.review.matter;

import java.time.LocalDate;

/** Why something was not taken, was ended or did not hold. */
public record Remark(String reason, Person by, LocalDate on) {}
