package huikan.service.request;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;

import huikan.text.Blank;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Not blank, where it is there: what may be missing is said by the type. */
@Documented
@Constraint(validatedBy = Filled.Validator.class)
@Target({ANNOTATION_TYPE, FIELD, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Filled {
    String message() default "field.missing|It may not be blank.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks for something that can be read. */
    final class Validator implements ConstraintValidator<Filled, String> {
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || !Blank.is(text);
        }
    }
}
