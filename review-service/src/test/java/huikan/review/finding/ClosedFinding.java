package huikan.review.finding;

import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Source;
import huikan.review.workflow.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Closed findings for tests of other packages. */
public final class ClosedFinding {

    private ClosedFinding() {}

    public static Finding of(String id, String category, boolean key, int relapses) {
        return FindingBuilder.builder()
                .id(id)
                .agency("210902-gov")
                .status(FindingStatus.CLOSED)
                .source(new Source(Source.Kind.INSPECTION, null))
                .title("x")
                .description("x")
                .category(category)
                .rectify(Rectify.IMMEDIATE)
                .key(key)
                .registeredBy(new Person("x", "210900-gov"))
                .progress(List.of())
                .extensions(List.of())
                .refusals(List.of())
                .verifications(List.of())
                .closedOn(LocalDate.of(2024, 3, 1))
                .reopenings(List.of())
                .looks(List.of())
                .relapses(relapses)
                .transfers(List.of())
                .above(List.of("210900-gov"))
                .superiors(List.of("210900-gov"))
                .openedAt(Instant.EPOCH)
                .head("")
                .build();
    }
}
