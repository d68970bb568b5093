package huikan.service.request;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;

import huikan.canonical.CanonicalJson;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Characters that can be written down: no half of a surrogate pair, and no control character but tab and line ends. */
@Documented
@Constraint(validatedBy = Characters.Validator.class)
@Target({ANNOTATION_TYPE, FIELD, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Characters {
    String message() default "text.not-unicode|The text has half of a surrogate pair or a control character.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at each character. */
    final class Validator implements ConstraintValidator<Characters, String> {
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || (!CanonicalJson.hasLoneSurrogate(text) && text.chars().noneMatch(Validator::isControl));
        }

        private static boolean isControl(int character) {
            return character < ' ' && character != '\t' && character != '\n' && character != '\r';
        }
    }
}
