package huikan.service.request;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A date that working days can be counted from. */
@Documented
@Constraint(validatedBy = CalendarDay.Validator.class)
@Target({FIELD, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CalendarDay {
    String message() default "date.range|1949-10-01 to 2199-12-31.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares with both ends. */
    final class Validator implements ConstraintValidator<CalendarDay, LocalDate> {
        private static final LocalDate FIRST = LocalDate.of(1949, 10, 1);
        private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

        @Override
        public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
            return day == null || (!day.isBefore(FIRST) && !day.isAfter(LAST));
        }
    }
}
