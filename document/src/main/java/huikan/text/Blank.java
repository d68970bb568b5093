package huikan.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a text says anything. */
public final class Blank {

    /** Spaces of any kind, what is not printed, and the letters and marks that Unicode has for an empty place. */
    private static final Pattern NOTHING = Pattern.compile(
            "[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u034F\\u115F\\u1160\\u2800\\u3164\\uFFA0\\u180B-\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]*");

    private Blank() {}

    /** Nothing in it can be read; so it is of no text, too. */
    public static boolean is(@Nullable String text) {
        return text == null || NOTHING.matcher(text).matches();
    }
}
