package huikan.analytics.supervision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days, Asia/Shanghai, both included.
 *
 * @param from null for the first there is
 * @param to null for the last there is
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

    boolean isEver() {
        return from == null && to == null;
    }

    boolean has(@Nullable LocalDate day) {
        return day != null && (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
