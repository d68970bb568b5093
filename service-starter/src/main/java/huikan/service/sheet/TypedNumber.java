package huikan.service.sheet;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number as people type it: in full-width digits, too, and with commas or blanks between the thousands. Nothing is guessed. */
public final class TypedNumber {

    private static final char FIRST_WIDE = '\uff01';
    private static final char LAST_WIDE = '\uff5e';
    private static final char WIDE_BLANK = '\u3000';
    private static final char HARD_BLANK = '\u00a0';

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern THOUSANDS = Pattern.compile("-?[0-9]{1,3}([, ][0-9]{3})+(\\.[0-9]{1,30})?");

    private TypedNumber() {}

    /** Full-width forms are the characters that they are wide forms of; nothing else is: not ½, not ². Without blanks around it. */
    public static String narrow(String text) {
        return text.chars()
                .map(one -> one >= FIRST_WIDE && one <= LAST_WIDE ? one - FIRST_WIDE + '!' : one)
                .map(one -> one == WIDE_BLANK || one == HARD_BLANK ? ' ' : one)
                .collect(StringBuilder::new, (narrow, one) -> narrow.append((char) one), StringBuilder::append)
                .toString()
                .strip();
    }

    /** The number that a text is; null where it is none, or more than one. */
    public static @Nullable BigDecimal of(String text) {
        String narrow = narrow(text);
        return NUMBER.matcher(narrow).matches() || THOUSANDS.matcher(narrow).matches()
                ? new BigDecimal(narrow.replaceAll("[, ]", ""))
                : null;
    }
}
